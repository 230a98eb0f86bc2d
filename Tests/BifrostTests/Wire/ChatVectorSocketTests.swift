import Bifrost
import LLM
import Synchronization
import TestSupport
import Testing

/// The shared vectors through libcurl and a real socket, in every two-piece cut and byte by byte.
@Suite(.timeLimit(.minutes(5)))
struct ChatVectorSocketTests {
    @Test(arguments: ChatVectorTests.names, Reading.allCases)
    func everyCutGivesWhatIsExpected(name: String, reading: Reading) async throws {
        let entry = try #require(try Vectors.load("chat-stream.json").first { $0["name"] as? String == name })
        let cuts = ChatStreamRun.cuts(of: Vectors.input(of: entry))
        let server = Self.server(
            replaying: cuts, contentType: entry["content_type"] as? String ?? "text/event-stream",
            resets: entry["end"] as? String == "reset")
        defer { server.stop() }
        let model = try BifrostModel(
            ProviderConfig(model: "openai/gpt-4o-mini", baseURL: server.url, retries: .never))
        let expectation = ChatExpectation(entry: entry)
        for (number, pieces) in cuts.enumerated() where reading.reads(cut: number) {
            let options = GenerateOptions(extraFields: ["cut": .integer(Int64(number))])
            let result = await Self.result { try await reading.answer(of: model.stream(.hello, options: options)) }
            let mismatches = expectation.mismatches(in: result)
            #expect(mismatches.isEmpty, "in pieces of \(pieces.prefix(3).map(\.count))")
            guard mismatches.isEmpty else { return }
        }
    }

    /// How a stream is read.
    enum Reading: String, CaseIterable, CustomTestStringConvertible {
        case byTask, whereItArrives
        var testDescription: String { rawValue }

        /// The first three are the whole, and byte by byte; of the cuts in two, some will do for closures, which take the
        /// same way as tasks but for the waiting.
        func reads(cut number: Int) -> Bool { self == .byTask || number < 3 || number.isMultiple(of: 5) }

        func answer(of stream: ChatStream) async throws -> ChatResponse {
            switch self {
            case .byTask: return try await stream.collect()
            case .whereItArrives:
                let accumulator = Mutex(ChatAccumulator())
                try await stream.forEach { chunk in accumulator.withLock { $0.add(chunk) } }
                var response = accumulator.withLock { $0.response() }
                response.metadata = stream.metadata
                return response
            }
        }
    }

    /// Replays the cut whose number the request names.
    private static func server(replaying cuts: [[[UInt8]]], contentType: String, resets: Bool) -> RawServer {
        RawServer { connection in
            while let request = connection.readRequest() {
                let body = String(decoding: request.body, as: UTF8.self)
                let number = body.split(separator: "\"cut\":").last.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
                connection.send("HTTP/1.1 200 OK\r\nContent-Type: \(contentType)\r\nTransfer-Encoding: chunked\r\n\r\n")
                // An empty chunk would be the last one.
                for piece in cuts[number] where !piece.isEmpty { connection.sendChunk(piece) }
                if resets { return connection.reset() }
                connection.sendLastChunk()
            }
        }
    }

    private static func result(
        _ answer: () async throws -> ChatResponse
    ) async -> Result<ChatResponse, LLMError> {
        do {
            return .success(try await answer())
        } catch let error as LLMError {
            return .failure(error)
        } catch {
            return .failure(LLMError(.configuration, "\(error)"))
        }
    }
}
