import LLM
import Testing

@testable import BifrostCLI

struct ExitStatusTests {
    private static let classes: [(LLMError.Code, Int32)] = [
        (.configuration, 2),
        (.invalidRequest, 3), (.authentication, 3), (.permission, 3), (.notFound, 3),
        (.server, 4), (.overloaded, 4), (.rateLimited, 4), (.budget, 4), (.cancelled, 3),
        (.timeout, 5),
        (.truncated, 6), (.malformed, 6),
        (.connect, 7),
        (LLMError.Code(rawValue: "new"), 4),
    ]

    @Test(arguments: classes)
    func `Each class of errors has its exit code`(code: LLMError.Code, expected: Int32) {
        #expect(CallFailure(LLMError(code, "")).status.rawValue == expected)
    }

    @Test
    func `What is no error of a call has its exit code, too`() {
        #expect(CallFailure(CancellationError()).status.rawValue == 130)
        #expect(CallFailure(Interrupted(partial: nil, metadata: ResponseMetadata())).status.rawValue == 130)
        #expect(CallFailure(OutputFile.Closed()).status.rawValue == 141)
        #expect(CallFailure(OutputFile.Failure(errorNumber: 28)).status.rawValue == 2)
    }
}
