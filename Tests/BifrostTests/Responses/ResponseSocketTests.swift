import Bifrost
import BifrostTesting
import Testing

/// Responses over real connections, natively and through the drop-in.
@Suite(.timeLimit(.minutes(5)), .serialized)
struct ResponseSocketTests {
    /// Runs a body against a model at a fresh gateway.
    private func withModel(
        dropIn: Bool, model: String = "openai/gpt-4o", _ body: (EmbeddedGateway, BifrostModel) async throws -> Void
    ) async throws {
        let gateway = try await EmbeddedGateway.start()
        do {
            let baseURL = dropIn ? gateway.dropInBaseURL : gateway.baseURL
            try await body(gateway, BifrostModel(ProviderConfig(model: model, baseURL: baseURL, retries: .never)))
        } catch {
            await gateway.stop()
            throw error
        }
        await gateway.stop()
    }

    private static let weather = ToolDefinition(
        name: "get_weather", description: "Tells the weather in a city.",
        parameters: ["type": "object", "properties": ["city": ["type": "string"]], "required": ["city"]])

    @Test(arguments: [false, true])
    func answersWholeAndStreamedAlike(dropIn: Bool) async throws {
        try await withModel(dropIn: dropIn) { _, model in
            let options = ResponseOptions(reasoning: .effort(.low), include: ["reasoning.encrypted_content"])
            let prompt: ResponseInput = "What is the capital of France?"
            let whole = try await model.respond(prompt, options: options)
            #expect(whole.outputText == "The capital of France is Paris.")
            #expect(whole.status == .completed)
            #expect(whole.reasoningSummaries.count == 1)
            #expect(whole.usage?.output == 24 || whole.usage?.output ?? 0 > 6)
            #expect(whole.metadata.gateway.routing.provider == "openai")
            let streamed = try await model.streamResponse(prompt, options: options).collect()
            #expect(streamed.outputText == whole.outputText)
            #expect(streamed.reasoningSummaries == whole.reasoningSummaries)
            #expect(streamed.usage == whole.usage)
            #expect(streamed.items.map(\.kind) == whole.items.map(\.kind))
            #expect(streamed.metadata.gateway.routing.provider == "openai")
            #expect(streamed.metadata.metrics?.firstToken != nil)
        }
    }

    @Test(arguments: [false, true])
    func streamsNamedEvents(dropIn: Bool) async throws {
        try await withModel(dropIn: dropIn) { _, model in
            var pings = 0
            var numbers: [Int?] = []
            for try await event in model.streamResponse("Hello") {
                switch event {
                case .ping: pings += 1
                case .outputTextDelta(let piece):
                    #expect(piece.itemID == "msg_1")
                    numbers.append(piece.sequenceNumber)
                case .unknown(let type, _): Issue.record("\(type) is unknown")
                default: break
                }
            }
            #expect(pings == (dropIn ? 0 : 1))
            #expect(numbers.count > 2)
            #expect(numbers.compactMap(\.self) == numbers.compactMap(\.self).sorted())
        }
    }

    @Test(arguments: [false, true])
    func callsToolsAndFollowsATurn(dropIn: Bool) async throws {
        try await withModel(dropIn: dropIn) { _, model in
            let model = model.bindTools([Self.weather])
            let first = try await model.streamResponse("What is the weather in Paris?").collect()
            let call = try #require(first.toolCalls.first)
            #expect(call.name == "get_weather")
            #expect(call.isComplete)
            let result = ResponseItem.output(#"{"celsius":21}"#, of: call)
            let followed = try await model.respond(
                [result], options: ResponseOptions(previousResponseID: first.id))
            #expect(followed.outputText.contains("celsius 21"))
            #expect(followed.outputText.contains("get_weather"))
            #expect(followed.previousResponseID == first.id)
            let sentBack = try await model.respond(
                .items([.user("What is the weather in Paris?")] + first.items + [result]))
            #expect(sentBack.outputText == followed.outputText)
        }
    }

    @Test func anUnknownPreviousTurnIsRefused() async throws {
        try await withModel(dropIn: false) { _, model in
            let error = await llmError {
                try await model.respond("Hi", options: ResponseOptions(previousResponseID: "resp_99"))
            }
            #expect(error?.code == .invalidRequest)
            #expect(error?.providerCode == "previous_response_not_found")
        }
    }

    @Test(arguments: [false, true])
    func countsTokens(dropIn: Bool) async throws {
        try await withModel(dropIn: dropIn) { _, model in
            let short = try await model.countInputTokens("Hi")
            let long = try await model.countInputTokens("Hi", options: ResponseOptions(instructions: "Be very brief."))
            #expect(short.inputTokens > 0)
            #expect(long.inputTokens > short.inputTokens)
            #expect(short.metadata.gateway.requestType == "count_tokens")
        }
    }

    @Test(arguments: [false, true])
    func aTokenLimitMakesItIncomplete(dropIn: Bool) async throws {
        try await withModel(dropIn: dropIn) { _, model in
            let options = ResponseOptions(maxOutputTokens: 2)
            for response in [
                try await model.respond("What is the capital of France?", options: options),
                try await model.streamResponse("What is the capital of France?", options: options).collect(),
            ] {
                #expect(response.status == .incomplete)
                #expect(response.incompleteReason == "max_output_tokens")
                #expect(response.outputText == "The capital")
            }
        }
    }

    struct Spoiled: CustomTestStringConvertible, Sendable {
        var fault: Fault
        var code: LLMError.Code
        var hasPartial = false

        var testDescription: String { fault.rawValue }
    }

    static let faults = [
        Spoiled(fault: .errorFrame, code: .overloaded, hasPartial: true),
        Spoiled(fault: .errorFrameFirst, code: .overloaded),
        Spoiled(fault: .pluginErrorEvent, code: .server, hasPartial: true),
        Spoiled(fault: .cutCleanly, code: .truncated, hasPartial: true),
        Spoiled(fault: .missingFinishReason, code: .truncated, hasPartial: true),
        Spoiled(fault: .doneWithoutFinish, code: .truncated, hasPartial: true),
        Spoiled(fault: .resetMidStream, code: .truncated, hasPartial: true),
        Spoiled(fault: .closeBetweenChunks, code: .truncated, hasPartial: true),
        Spoiled(fault: .malformedJSON, code: .malformed, hasPartial: true),
        Spoiled(fault: .emptyStream, code: .truncated), Spoiled(fault: .rateLimited, code: .rateLimited),
        Spoiled(fault: .htmlInsteadOfAnswer, code: .malformed),
    ]

    @Test(arguments: faults, [false, true])
    func faultsFailAsTheyAre(spoiled: Spoiled, dropIn: Bool) async throws {
        try await withModel(dropIn: dropIn) { gateway, model in
            gateway.enqueue(.fault(spoiled.fault))
            let error = await llmError {
                try await model.streamResponse("What is the capital of France?").collect()
            }
            #expect(error?.code == spoiled.code, "\(error.map { "\($0)" } ?? "no error")")
            #expect((error?.partial?.text.isEmpty == false) == spoiled.hasPartial)
        }
    }

    @Test(arguments: [Fault.doneThenLinger, .oneBytePieces, .closeAfterAnswer])
    func faultsAroundAWholeAnswerAreNone(fault: Fault) async throws {
        try await withModel(dropIn: false) { gateway, model in
            gateway.enqueue(.fault(fault))
            let response = try await model.streamResponse("2 + 2").collect()
            #expect(response.outputText == "2 + 2 = 4")
        }
    }

    @Test func leavingEndsTheCall() async throws {
        try await withModel(dropIn: false) { gateway, model in
            gateway.enqueue(.fault(.silentMidStream))
            for try await text in model.streamResponse("What is the capital of France?").outputText {
                #expect(!text.isEmpty)
                break
            }
            _ = try await gateway.peerClosed(request: 0)
        }
    }

    @Test func repliesToChatsFitResponses() async throws {
        try await withModel(dropIn: false) { gateway, model in
            gateway.enqueue(.chat("Scripted."), .toolCall(name: "f", arguments: "{}", id: "call_9"))
            let text = try await model.respond("Hi").outputText
            #expect(text == "Scripted.")
            let calls = try await model.streamResponse("Hi").collect().toolCalls
            #expect(calls.map(\.id) == ["call_9"])
        }
    }
}
