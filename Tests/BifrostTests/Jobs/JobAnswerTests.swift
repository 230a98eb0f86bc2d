import Bifrost
import HTTPTransport
import LLM
import TestSupport
import Testing

/// What an answer about a job means, and by which rules its result is read.
struct JobAnswerTests {
    private static let job = AsyncJob<ChatResponse>(id: "1", kind: .chat)

    @Test(arguments: ["{}", #""""#, "[]", "null", "false", "0"])
    func anErrorThatSaysNothingIsNone(error: String) async throws {
        let harness = try Harness(.minimal, .json(202, #"{"status":"processing","error":\#(error)}"#))
        let status = try await harness.model.status(of: Self.job)
        #expect(status.state == .processing)
        #expect(status.failure == nil)
    }

    @Test(arguments: [
        #"{"status":"failed","error":{"message":"Oops"}}"#, #"{"status":"completed","result":{"error":"Oops"}}"#,
    ])
    func aFailureHasTheGatewaysOwnID(body: String) async throws {
        let harness = try Harness(.minimal, .json(200, body, ["x-bifrost-request-id": "gateway-1"]))
        let error = await llmError { try await harness.model.result(of: Self.job) }
        #expect(error?.message == "Oops")
        #expect(error?.requestID == "gateway-1")
    }

    @Test(arguments: [(TimeLimit.inherit, 30), (.seconds(5), 5), (.seconds(3600), 60), (.off, 60)])
    func aQuestionHasItsOwnLimitAndThatOfTheWhole(limit: TimeLimit, seconds: Int) async throws {
        let harness = try Harness(
            .minimal, .json(200, #"{"status":"completed","result":{"output":[]}}"#))
        _ = try await harness.model.result(
            of: AsyncJob<Response>(id: "1", kind: .response), polling: JobPolling(total: .seconds(60)),
            limits: TimeLimits(total: limit))
        #expect(harness.transport.requests.first?.limits.total == .seconds(seconds))
    }

    private static func completed(_ result: String) -> ScriptedAnswer {
        .json(200, #"{"status":"completed","result":\#(result)}"#)
    }

    @Test func aResultHasTheLimitsOfTheModel() async throws {
        let call = #"{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}"#
        let message = #"{"role":"assistant","tool_calls":[\#(call),\#(call.replacing("\"c\"", with: "\"d\""))]}"#
        let result = #"{"choices":[{"message":\#(message),"finish_reason":"tool_calls"}]}"#
        let harness = try Harness(answerLimits: AnswerLimits(toolCalls: 1)) { _, _ in Self.completed(result) }
        #expect(await llmError { try await harness.model.result(of: Self.job) }?.code == .malformed)
        let output = #"{"output":[{"type":"function_call"},{"type":"function_call"}]}"#
        let responses = try Harness(answerLimits: AnswerLimits(toolCalls: 1)) { _, _ in Self.completed(output) }
        let response = AsyncJob<Response>(id: "1", kind: .response)
        #expect(await llmError { try await responses.model.result(of: response) }?.code == .malformed)
    }

    @Test func aResultTellsNoSecrets() async throws {
        let result = #"{"message":"Bad key sk-secret-1","choices":[{"finish_reason":"error","message":{}}]}"#
        let harness = try Harness(.minimal.with(\.apiKey, "sk-secret-1"), Self.completed(result))
        let error = await llmError { try await harness.model.result(of: Self.job) }
        #expect(error?.message.contains("Bad key") == true)
        #expect(error?.message.contains("sk-secret-1") == false)
    }
}
