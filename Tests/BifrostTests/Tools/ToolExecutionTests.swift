import Bifrost
import BifrostTesting
import HTTPTransport
import LLM
import TestSupport
import Testing

/// Tools that the gateway runs.
@Suite(.timeLimit(.minutes(5)))
struct ToolExecutionTests {
    private static let call = ToolCall(id: "call_1", name: "files-read", arguments: #"{"path":"a"}"#)
    private static let item: JSONValue = [
        "type": "function_call", "call_id": "c", "name": "files-read", "arguments": "{}", "id": "fc_1",
    ]

    @Test(arguments: Flavour.allCases)
    func returnsTheMessage(_ flavour: Flavour) async throws {
        try await withEmbeddedGateway { gateway in
            let message = try await gateway.model("openai/gpt-4o", flavour).executeTool(Self.call)
            #expect(message == .tool(#"files-read was called with {"path":"a"}"#, callID: "call_1"))
            let request = try await gateway.request(0)
            #expect(request.path == "/v1/mcp/tool/execute?format=chat")
            #expect(
                try JSONValue(parsing: request.body) == [
                    "id": "call_1", "type": "function",
                    "function": ["name": "files-read", "arguments": #"{"path":"a"}"#],
                ])
        }
    }

    @Test func returnsTheItem() async throws {
        try await withEmbeddedGateway { gateway in
            let output = try await gateway.model().executeTool(item: Self.item)
            #expect(output["type"] == "function_call_output" && output["call_id"] == "c")
            #expect(output["output"] == "files-read was called with {}")
            #expect(try await gateway.request(0).path == "/v1/mcp/tool/execute?format=responses")
            #expect(try JSONValue(parsing: gateway.requests[0].body) == Self.item)
        }
    }

    @Test func appliesTheListsOfTools() async throws {
        try await withEmbeddedGateway { gateway in
            let model = try gateway.model(gateway: GatewayOptions(mcp: .init(tools: ["files-*"])))
            #expect(try await model.executeTool(Self.call).role == .tool)
            let none = GatewayOptions(mcp: .init(tools: []))
            let error = await llmError { try await model.executeTool(Self.call, gateway: none) }
            #expect(error?.code == .invalidRequest)
            #expect(gateway.requests.map { $0.values(of: "x-bf-mcp-include-tools") } == [["files-*"], [""]])
        }
    }

    @Test func readsAMessageInParts() async throws {
        let model = try BifrostModel.answered(
            by: #"{"role":"tool","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}],"name":"n","x":1}"#)
        let message = try await model.executeTool(Self.call)
        #expect(message.text == "ab" && message.toolCallID == "call_1" && message.name == "n")
        #expect(message.additionalFields == ["x": 1])
    }

    @Test func tellsWhereToAuthorize() async throws {
        let model = try BifrostModel.answered(
            by: #"""
                {"error":{"message":"authorization required"},"extra_fields":{"mcp_auth_required":
                {"authorize_url":"https://auth.example/start"}}}
                """#, status: 401)
        let error = try #require(await llmError { try await model.executeTool(Self.call) })
        #expect(error.code == .authentication)
        let required = error.gateway?.extraFields?["mcp_auth_required"]
        #expect(required?["authorize_url"] == "https://auth.example/start")
    }

    @Test(arguments: [
        ToolCall(id: "", name: "n", arguments: ""), ToolCall(id: "i", name: "", arguments: ""),
        ToolCall(id: "i", name: "n", arguments: "{", isComplete: false),
        ToolCall(id: "i", name: "n", arguments: "x", isCustom: true),
    ])
    func refusesACallThatMustNotBeRun(_ call: ToolCall) async throws {
        let harness = try Harness(.minimal, .helloAtOnce)
        #expect(await llmError { try await harness.model.executeTool(call) }?.code == .configuration)
        for item: JSONValue in [
            [:], ["type": "function_call", "call_id": "c"], ["type": "x", "call_id": "c", "name": "n"],
        ] {
            #expect(await llmError { try await harness.model.executeTool(item: item) }?.code == .configuration)
        }
        #expect(harness.transport.requests.isEmpty)
    }

    @Test(arguments: ["[]", #"{"role":"assistant"}"#])
    func refusesAnotherAnswer(_ body: String) async throws {
        #expect(await llmError { try await BifrostModel.answered(by: body).executeTool(Self.call) }?.code == .malformed)
        #expect(
            await llmError { try await BifrostModel.answered(by: body).executeTool(item: Self.item) }?.code
                == .malformed)
    }

    /// A tool that ran once must not run again.
    @Test(arguments: [
        (ScriptedAnswer.json(500, "{}"), 1), (.json(429, "{}"), 1),
        (.failing(HTTPTransportError(.connectionLost, "lost", requestMayHaveArrived: true)), 1),
        (.failing(HTTPTransportError(.connect, "refused")), 3),
    ])
    func isRepeatedOnlyWhenNothingArrived(_ answer: ScriptedAnswer, _ attempts: Int) async throws {
        let harness = try Harness(.minimal, answer)
        let error = await llmError { try await harness.model.executeTool(Self.call) }
        #expect(error?.attempts == attempts)
        #expect(harness.transport.requests.count == attempts)
    }
}
