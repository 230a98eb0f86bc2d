import Bifrost
import BifrostTesting
import CurlTransport
import HTTPTransport
import LLMTesting
import Testing

/// A model over what records and what plays back.
@Suite(.timeLimit(.minutes(5)))
struct RecordingTests {
    private static let keys = ["sk-live-1234567890", "sk-bf-1234567890"]
    private let tools = [ToolDefinition(name: "get_weather", parameters: ["type": "object"])]

    private func model(
        _ baseURL: String, _ transport: any HTTPTransport, keys: [String] = keys
    ) throws -> BifrostModel {
        var config = ProviderConfig(
            model: "openai/gpt-4o", apiKey: Secret(keys[0]), baseURL: baseURL, retries: .never)
        config.virtualKey = Secret(keys[1])
        return try BifrostModel(config, transport: transport)
    }

    /// Calls of every kind; their outcomes as texts.
    private func outcomes(_ model: BifrostModel) async -> [String] {
        var outcomes: [String] = []
        for call in [
            { try await model.generate(.hello).text },
            { try await model.stream(.hello).collect().text },
            { [tools] in try await model.bindTools(tools).stream(.hello).collect().toolCalls.map(\.arguments).joined()
            },
            { try await model.stream([.user("Cut it")]).collect().text },
            { try await model.generate([.user("Refuse it")]).text },
        ] as [() async throws -> String] {
            do {
                outcomes.append(try await call())
            } catch {
                outcomes.append("\((error as? LLMError)?.code.rawValue ?? "other")")
            }
        }
        return outcomes
    }

    @Test func aRecordingOfRealExchangesPlaysBackAlike() async throws {
        let gateway = try await EmbeddedGateway.start()
        gateway.enqueue(
            .chat("Hello there."), .chat("Hello again."),
            .toolCall(name: "get_weather", arguments: #"{"city":"Rome"}"#),
            .fault(.resetMidStream), .error(status: 401, message: "wrong key \(Self.keys[0])"))
        let curl = try CurlTransport()
        let recorder = RecordingTransport(wrapping: curl)
        let real = await outcomes(try model(gateway.baseURL, recorder))
        await gateway.stop()
        await curl.shutdown(.immediate)
        #expect(real == ["Hello there.", "Hello again.", #"{"city":"Rome"}"#, "truncated", "authentication"])

        let json = try recorder.recording.json()
        let text = String(decoding: json, as: UTF8.self)
        for key in Self.keys { #expect(!text.contains(key)) }
        #expect(text.contains("wrong key ***"))

        let player = ReplayingTransport(try Recording(json: json))
        let replayed = await outcomes(
            try model("http://nowhere.invalid/v1", player, keys: ["another-key-1", "another-key-2"]))
        #expect(replayed == real)
        #expect(player.unplayed.isEmpty && player.mismatches.isEmpty)
    }

    @Test func anotherQuestionIsNoRecordedOne() async throws {
        let gateway = try await EmbeddedGateway.start()
        let curl = try CurlTransport()
        let recorder = RecordingTransport(wrapping: curl)
        _ = try await model(gateway.baseURL, recorder).generate(.hello)
        await gateway.stop()
        await curl.shutdown(.immediate)
        let player = ReplayingTransport(recorder.recording)
        let error = await llmError {
            try await model("http://nowhere.invalid/v1", player).generate([.user("Goodbye!")])
        }
        #expect(error?.code == .configuration && error?.isRetryable == false)
        let differences = try #require(player.mismatches.first).differences
        #expect(differences.contains { $0.hasPrefix("- $.messages[0].content") && $0.contains("Hello?") })
        #expect(differences.contains { $0.hasPrefix("+ $.messages[0].content") && $0.contains("Goodbye!") })
    }
}
