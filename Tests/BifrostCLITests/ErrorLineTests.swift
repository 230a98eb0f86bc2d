import ArgumentParser
import LLM
import Testing

@testable import BifrostCLI

struct ErrorLineTests {
    @Test
    func `An error is one line with a hint`() {
        var error = LLMError(.authentication, "wrong\nkey\u{1B}[2J")
        error.status = 401
        #expect(error.line == "bifrost: authentication 401: wrong key␛[2J (check --api-key and --virtual-key)\n")
    }

    @Test(arguments: LLMError.Timeout.Limit.allCases)
    func `A limit that fired names its option`(limit: LLMError.Timeout.Limit) throws {
        var error = LLMError(.timeout, "too slow")
        error.timeout = LLMError.Timeout(limit: limit, value: .seconds(1), elapsed: .seconds(1))
        let option = try #require(error.line.split(separator: "raise ").last?.dropLast(2))
        #expect(throws: Never.self) { try ChatCommand.parse([String(option), "1", "hi"]) }
    }
}
