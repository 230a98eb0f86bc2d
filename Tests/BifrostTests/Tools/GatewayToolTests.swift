import Bifrost
import BifrostTesting
import HTTPTransport
import LLM
import TestSupport
import Testing

/// Runs whose tools are hosted by the gateway.
@Suite(.timeLimit(.minutes(5)))
struct GatewayToolTests {
    private static let call = ScriptedAnswer.json(
        200,
        #"""
        {"choices":[{"index":0,"message":{"role":"assistant","tool_calls":[{"id":"c","type":"function",
        "function":{"name":"files-read","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}
        """#)

    @Test(arguments: Flavour.allCases, [true, false])
    func runsToolsOfTheGateway(_ flavour: Flavour, _ isStreamed: Bool) async throws {
        try await withEmbeddedGateway { gateway in
            gateway.enqueue(
                .toolCall(name: "files-read", arguments: #"{"path":"a"}"#, id: "call_7"), .chat("the file"),
                .chat("Done."))
            let model = try gateway.model("openai/gpt-4o", flavour)
            let policy = ToolRunPolicy(undeclaredTools: model.gatewayTools())
            let result =
                isStreamed
                ? try await model.streamRun(.hello, tools: [], policy: policy).collect()
                : try await model.run(.hello, tools: [], policy: policy)
            #expect(result.text == "Done.")
            #expect(result.conversation[2] == .tool("the file", callID: "call_7"))
            #expect(try await gateway.request(1).path == "/v1/mcp/tool/execute?format=chat")
            let messages = try JSONValue(parsing: gateway.requests[2].body)["messages"]
            #expect(messages?[2]?["content"] == "the file" && messages?[2]?["tool_call_id"] == "call_7")
        }
    }

    @Test func tellsTheModelWhatTheGatewayRefuses() async throws {
        try await withEmbeddedGateway { gateway in
            gateway.enqueue(.toolCall(name: "mail-send", arguments: "{}"))
            let model = try gateway.model()
            let tools = model.gatewayTools(gateway: GatewayOptions(mcp: .init(tools: ["files-*"])))
            // Only the first answer is scripted: the gateway's own model answers the rest.
            let result = try await model.run(.hello, tools: [], policy: ToolRunPolicy(undeclaredTools: tools))
            #expect(result.toolResults.map(\.failure) == [.thrown])
            #expect(result.toolResults[0].output.text.contains("mail-send is not available or not permitted"))
        }
    }

    /// What is wrong with the gateway rather than with the call is nothing for a model to hear of.
    @Test func keepsOtherFailuresBack() async throws {
        let harness = try Harness(.minimal, Self.call, .json(401, #"{"error":{"message":"bad key"}}"#), .helloAtOnce)
        let policy = ToolRunPolicy(undeclaredTools: harness.model.gatewayTools())
        let result = try await harness.model.run(.hello, tools: [], policy: policy)
        #expect(result.toolResults[0].output == .failure("The tool failed."))
        #expect((result.toolResults[0].error as? LLMError)?.code == .authentication)
    }

    @Test func endsByTheDeadlineOfTheRun() async throws {
        let harness = try Harness(
            .minimal, Self.call, .json(200, #"{"role":"tool","content":"ok"}"#), .helloAtOnce)
        let begun = harness.clock.now
        let never = Mailslot<Void>()
        let policy = ToolRunPolicy(
            toolTimeLimit: .off, undeclaredTools: harness.model.gatewayTools(),
            clock: CallClock(now: { harness.clock.now }, sleep: { _ in try await never.take() }))
        let options = GenerateOptions(limits: TimeLimits(total: .seconds(20)))
        _ = try await harness.model.run(.hello, tools: [], options: options, policy: policy)
        let deadline = begun.advanced(by: .seconds(20))
        #expect(harness.transport.requests.map(\.limits.deadline) == [deadline, deadline, deadline])
    }
}
