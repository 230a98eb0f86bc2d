import Bifrost
import CurlTransport
import HTTPTransport
import TestSupport
import Testing

extension Network {
    @Suite("A chat through a reverse proxy")
    struct ChatTests {
        private static func chunk(_ delta: String, finish: String = "null") -> String {
            "data: {\"choices\":[{\"index\":0,\"delta\":{\(delta)},\"finish_reason\":\(finish)}]}\n\n"
        }

        /// Answers with "Hello", and then with the end of the chat or by dying.
        private static func origin(_ isWhole: Bool) -> RawServer {
            RawServer { connection in
                while connection.readRequest() != nil {
                    connection.sendStreamHead()
                    connection.sendChunk(chunk(#""role":"assistant","content":"Hel""#))
                    connection.sendChunk(chunk(#""content":"lo""#))
                    guard isWhole else { return }
                    // In one piece: who has seen `[DONE]` waits only for a moment for the end of the body.
                    connection.sendChunk(chunk("", finish: #""stop""#) + "data: [DONE]\n\n", isLast: true)
                }
            }
        }

        private func model(_ running: ReverseProxy.Running) throws -> BifrostModel {
            try BifrostModel(
                ProviderConfig(model: "openai/gpt-4o", baseURL: running.url, retries: .never),
                transport: running.transport)
        }

        @Test("streams", arguments: ReverseProxy.all)
        func streams(_ proxy: ReverseProxy) async throws {
            let origin = Self.origin(true)
            defer { origin.stop() }
            let running = try proxy.start(origin)
            let model = try model(running)
            for reused in [false, true] {
                let response = try await model.stream([.user("Hello?")]).collect()
                #expect(response.text == "Hello")
                #expect(response.metadata.metrics?.reusedConnection == reused)
                // The answer is whole with its `[DONE]`; its connection is free with the end of the body.
                while await running.transport.snapshot().ending > 0 { await Task.yield() }
            }
            withExtendedLifetime(running) {}
        }

        @Test("is truncated when the backend dies, even where the proxy hides it", arguments: ReverseProxy.all)
        func isTruncated(_ proxy: ReverseProxy) async throws {
            let origin = Self.origin(false)
            defer { origin.stop() }
            let running = try proxy.start(origin)
            let error = await #expect(throws: LLMError.self) {
                try await model(running).stream([.user("Hello?")]).collect()
            }
            #expect(error?.code == .truncated)
            withExtendedLifetime(running) {}
        }
    }
}
