import HTTPTransport
import LLM
import Testing

@testable import Bifrost

/// What looked at all members for each one would take hours.
@Suite("Objects of very many members cost what their bytes cost", .timeLimit(.minutes(1)))
struct ManyMembersTests {
    enum Names: CaseIterable {
        case different, same

        static let count = 150_000
        private static let manyNames = (0..<count).map { #""k\#($0)":0"# }.joined(separator: ",")
        private static let oneName = Array(repeating: #""k":0"#, count: count).joined(separator: ",")

        var members: String { self == .different ? Self.manyNames : Self.oneName }
    }

    private static let end = #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#

    @Test(arguments: Names.allCases)
    func asAValue(_ names: Names) throws {
        let value = try JSONValue(parsing: Array("{\(names.members)}".utf8))
        #expect(value.objectValue?.count == (names == .different ? Names.count : 1))
    }

    @Test(arguments: Names.allCases, [AnswerDetail(), .additionalFields])
    func inAStream(_ names: Names, _ detail: AnswerDetail) throws {
        let members = names.members
        let chunks = [
            #"{\#(members),"choices":[{"index":0,"delta":{"content":"a"}}]}"#,
            #"{"choices":[{\#(members),"index":0,"delta":{"content":"b"}}]}"#,
            #"{"choices":[{"index":0,"delta":{\#(members),"content":"c"}}]}"#,
            #"{"choices":[],"usage":{\#(members),"prompt_tokens":3}}"#,
            #"{"choices":[],"extra_fields":{\#(members),"provider":"openai"}}"#,
        ]
        let body = (chunks + [Self.end, "[DONE]"]).map { "data: \($0)\n\n" }.joined()
        let response = try ChatStreamRun.result(of: [Array(body.utf8)], detail: detail).get()
        #expect(response.text == "abc" && response.usage?.input == 3 && response.provider == "openai")
    }

    @Test(arguments: Names.allCases)
    func inAWholeAnswer(_ names: Names) throws {
        let members = names.members
        let body = #"""
            {\#(members),"choices":[{\#(members),"index":0,"finish_reason":"stop",
             "message":{\#(members),"role":"assistant","content":"a"}}],"usage":{\#(members),"prompt_tokens":3},
             "extra_fields":{\#(members),"provider":"openai"}}
            """#
        let response = try ChatResponseDecoder.decode(
            Array(body.utf8), status: 200, fields: HTTPFields(), limits: AnswerLimits(), detail: [],
            errors: ErrorDecoder(secrets: []))
        #expect(response.text == "a" && response.usage?.input == 3 && response.provider == "openai")
        #expect(response.metadata.gateway.routing.provider == "openai")
    }

    @Test(arguments: Names.allCases)
    func inAnError(_ names: Names) {
        let members = names.members
        let body = #"{\#(members),"error":{\#(members),"message":"m"},"extra_fields":{\#(members)}}"#
        let decoder = ErrorDecoder(secrets: ["sk-secret-123"])
        let error = decoder.error(status: 500, fields: HTTPFields(), body: Array(body.utf8))
        #expect(error.message == "m" && error.code == .server)
    }
}
