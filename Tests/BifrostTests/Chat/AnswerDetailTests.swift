import HTTPTransport
import LLM
import Testing

@testable import Bifrost

/// What is kept only when it is asked for, and that both ways to call agree in it.
struct AnswerDetailTests {
    @Test func aStreamSaysTheSameAsAWholeAnswer() throws {
        #expect(try WholeAnswer.streamed(detail: .additionalFields) == WholeAnswer.decoded())
    }

    @Test func aStreamKeepsUnknownFieldsOnlyWhenAsked() throws {
        var whole = try WholeAnswer.decoded()
        whole.additionalFields = [:]
        whole.choices[0].additionalFields = [:]
        whole.choices[0].message.additionalFields = [:]
        whole.usage?.additionalFields = [:]
        whole.usage?.cost?.additionalFields = [:]
        #expect(try WholeAnswer.streamed(detail: []) == whole)
        #expect(try WholeAnswer.streamed(detail: .rawJSON) == whole)
    }

    @Test func theJSONIsThereOnRequest() throws {
        #expect(try WholeAnswer.decoded(detail: .rawJSON).rawJSON == Array(WholeAnswer.whole.utf8))
        #expect(try WholeAnswer.decoded().rawJSON == nil)
        for detail in [AnswerDetail.rawJSON, []] {
            var decoder = ChunkDecoder(maximumDepth: 8, detail: detail)
            for event in WholeAnswer.events {
                let bytes = Array(event.utf8)
                #expect(try decoder.decode(bytes.span)?.rawJSON == (detail == .rawJSON ? bytes : nil))
            }
        }
    }

    @Test func whatIsUnknownAndTooDeepFailsNoAnswer() throws {
        let deep = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
        let body = #"{"choices":[{"message":{"content":"a"},"finish_reason":"stop"}],"deep":[1,\#(deep)]}"#
        let response = try ChatResponseDecoder.decode(
            Array(body.utf8), status: 200, fields: .init(), limits: AnswerLimits(jsonDepth: 1), detail: [],
            errors: ErrorDecoder(secrets: []))
        #expect(response.additionalFields == ["deep": [1, nil]])
    }

    @Test(arguments: [
        #""audio":{"data":"\#(String(repeating: "A", count: 900))"}"#,
        #""annotations":["\#(String(repeating: "A", count: 900))"]"#,
        #""novel":{"x":"\#(String(repeating: "A", count: 900))"}"#,
    ])
    func whatIsKeptIsLimited(member: String) {
        let body = "data: {\"choices\":[{\"delta\":{\(member)}}]}\n\n"
        let run = { (limit: Int) in
            ChatStreamRun.result(
                of: [Array((body + body).utf8)], limits: AnswerLimits(body: limit), detail: .additionalFields)
        }
        let error = #expect(throws: LLMError.self) { try run(1000).get() }
        // The last value of an unknown field takes the place of the one before, but a limit is no accountant.
        #expect(error?.code == .malformed)
        let enough = #expect(throws: LLMError.self) { try run(4000).get() }
        #expect(enough?.code == .truncated)
    }

    @Test func theModelHandsTheOptionOn() async throws {
        let harness = try Harness(.minimal, .hello)
        var texts: [String] = []
        for try await chunk in harness.model.stream(.hello, options: GenerateOptions(detail: .rawJSON)) {
            texts.append(String(decoding: chunk.rawJSON ?? [], as: UTF8.self))
        }
        #expect(texts.map { Event.data($0) } == [Event.text("Hi"), Event.finish, Event.usage])
        let whole = try Harness(.minimal, .helloAtOnce)
        let response = try await whole.model.generate(.hello, options: GenerateOptions(detail: .rawJSON))
        #expect(response.rawJSON?.first == UInt8(ascii: "{"))
    }
}
