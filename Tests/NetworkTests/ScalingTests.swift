import Bifrost
import TestSupport
import Testing

extension Network {
    @Suite("Two gateways behind HAProxy with the configuration of docs/scaling")
    struct ScalingTests {
        private static let prompt = String(repeating: "again ", count: 40)

        /// What a call came to.
        private struct Outcome {
            var text: String
            var error: LLMError?
            var metadata: ResponseMetadata
            var gateway: String? { metadata.headers.first { $0.name.lowercased() == "x-gateway" }?.value }
        }

        /// Reads a stream to its end, and tells of its first content.
        private func beginStream(_ model: BifrostModel, begun: Mailslot<Void>? = nil) -> Task<Outcome, any Error> {
            Task {
                let stream = model.stream([.user(Self.prompt)])
                var text = ""
                do {
                    for try await chunk in stream where !chunk.delta.isEmpty {
                        if text.isEmpty { begun?.put(()) }
                        text += chunk.delta
                    }
                    return Outcome(text: text, metadata: stream.metadata)
                } catch let error as LLMError {
                    return Outcome(text: text, error: error, metadata: stream.metadata)
                }
            }
        }

        private func beginCall(_ model: BifrostModel) -> Task<Outcome, any Error> {
            Task {
                let reply = try await model.generate([.user(Self.prompt)])
                return Outcome(text: reply.text, metadata: reply.metadata)
            }
        }

        /// Starts streams, and waits until each has content.
        private func begin(_ count: Int, _ model: BifrostModel) async throws -> [Task<Outcome, any Error>] {
            let begun = Mailslot<Void>()
            let tasks = (0..<count).map { _ in beginStream(model, begun: begun) }
            for _ in tasks { try await begun.take() }
            return tasks
        }

        private func ends(_ tasks: [Task<Outcome, any Error>]) async throws -> [Outcome] {
            var outcomes: [Outcome] = []
            for task in tasks { outcomes.append(try await task.value) }
            return outcomes
        }

        @Test("one dies under load: no plain call is lost, nor a stream without content, and a cut stream says so")
        func oneDies() async throws {
            let fleet = try GatewayFleet("--head-delay", "4", "--token-interval", "0.15")
            let whole = try await fleet.model.generate([.user(Self.prompt)]).text

            let speaking = try await begin(20, fleet.model)
            let waiting = (0..<20).map { _ in beginStream(fleet.model) }
            let plain = (0..<20).map { _ in beginCall(fleet.model) }
            // Half of them each; what is there is not answered for four seconds, and the first go on for nine.
            try fleet.connections(atLeast: 25)
            fleet.gateways[0].stop()
            // HAProxy does not know it yet.
            let late = (0..<10).flatMap { _ in [beginStream(fleet.model), beginCall(fleet.model)] }

            for outcome in try await ends(speaking) {
                if outcome.gateway == "gateway1" {
                    #expect(outcome.error?.code == .truncated)
                    #expect(outcome.error?.partial?.text == outcome.text)
                    #expect(whole.hasPrefix(outcome.text) && outcome.text != whole && !outcome.text.isEmpty)
                } else {
                    #expect(outcome.error == nil && outcome.text == whole)
                }
            }
            for (kind, tasks) in [("waiting", waiting), ("plain", plain), ("late", late)] {
                let outcomes = try await ends(tasks)
                #expect(outcomes.filter { $0.error != nil || $0.text != whole }.isEmpty, "\(kind)")
                #expect(outcomes.contains { $0.gateway == "gateway2" }, "\(kind)")
                // Those that the dead gateway had were asked again; the late ones HAProxy itself took elsewhere.
                #expect(kind == "late" || outcomes.contains { $0.metadata.attempts > 1 }, "\(kind)")
            }
            #expect(Set(try await ends(speaking).map(\.gateway)) == ["gateway1", "gateway2"])
            #expect(try await ends(late).allSatisfy { $0.gateway == "gateway2" && $0.metadata.attempts == 1 })
        }

        @Test("one is drained: it takes no new call, and its streams end well")
        func drained() async throws {
            let fleet = try GatewayFleet("--token-interval", "0.05")
            let whole = try await fleet.model.generate([.user(Self.prompt)]).text
            let speaking = try await begin(10, fleet.model)
            try fleet.administer("set server gateways/gateway1 state drain")
            for _ in 0..<10 { #expect(try await beginCall(fleet.model).value.gateway == "gateway2") }
            let outcomes = try await ends(speaking)
            #expect(outcomes.allSatisfy { $0.error == nil && $0.text == whole })
            #expect(Set(outcomes.map(\.gateway)) == ["gateway1", "gateway2"])
        }
    }
}
