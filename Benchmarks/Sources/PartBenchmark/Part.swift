import Bifrost
import ServerSentEvents

/// A part of what a chunk or a request costs, repeated so often.
enum Part: String, CaseIterable {
    /// An event out of pieces as large as libcurl's.
    case split
    /// An event out of bytes that come one by one.
    case splitBytes = "split-bytes"
    /// A chunk's JSON alone, with a text of at most 15 bytes, which needs no memory of its own.
    case decode
    /// A chunk through the whole stream: split, decoded, checked, counted and handed to the loop of the consumer.
    case stream
    /// The same, gathered into one answer.
    case collect
    /// A chunk added to an answer.
    case accumulate
    /// A request that is encoded and then refused by the transport.
    case request
    /// One more message of a request.
    case message
    /// A whole answer, with its request.
    case answer

    /// Does it; returns how often.
    func run(_ times: Int) async throws -> Int {
        switch self {
        case .split: try split(ChatText.pieces(of: ChatText.lap), laps: times)
        case .splitBytes: try split(ChatText.pieces(of: ChatText.ring, size: 1), laps: times)
        case .decode: try decode(times: times * 100)
        case .stream: try await stream(laps: times)
        case .collect: try await collect(laps: times)
        case .accumulate: accumulate(times: times * 1000)
        case .request: try await request(times: times * 100, messages: 1)
        case .message: try await request(times: 10, messages: times * 100) * times * 100
        case .answer: try await answers(times: times * 100)
        }
    }

    private func split(_ pieces: [[UInt8]], laps: Int) throws -> Int {
        var parser = EventStreamParser()
        var events = 0
        for _ in 0..<laps {
            for piece in pieces {
                parser.append(piece)
                while try parser.advance() { events += 1 }
            }
        }
        return events
    }

    private func decode(times: Int) throws -> Int {
        let chunks = ChatText.ringData
        var decoder = ChunkDecoder(maximumDepth: 64, detail: [])
        var decoded = 0
        for _ in 0..<times {
            for chunk in chunks {
                let text = try decoder.decode(chunk.span)?.delta ?? ""
                precondition(!text.isEmpty && text.utf8.count <= 15)
                decoded += 1
            }
        }
        return decoded
    }

    private func stream(laps: Int) async throws -> Int {
        var chunks = 0
        for try await chunk in try model(.chat(laps: laps)).stream(Self.question) where !chunk.delta.isEmpty {
            chunks += 1
        }
        return chunks
    }

    private func collect(laps: Int) async throws -> Int {
        let answer = try await model(.chat(laps: laps)).stream(Self.question).collect()
        precondition(answer.text.utf8.count > laps * ChatText.chunksPerLap)
        return laps * ChatText.chunksPerLap
    }

    private func accumulate(times: Int) -> Int {
        let chunk = ChatChunk(choices: [ChoiceDelta(text: " lamp")], id: "chatcmpl-1", model: "gpt-4o-mini")
        var answer = ChatAccumulator()
        for _ in 0..<times { answer.add(chunk) }
        return times
    }

    private func request(times: Int, messages: Int) async throws -> Int {
        let config = ProviderConfig(
            model: "gpt-4o-mini", apiKey: "sk-bench", baseURL: "http://127.0.0.1/v1",
            retries: RetryPolicy(maximumRetries: 0))
        let model = try BifrostModel(config, transport: RefusingTransport())
        let conversation = Array(repeating: Message.user(Self.paragraph), count: messages)
        for _ in 0..<times {
            do {
                _ = try await model.generate(conversation)
            } catch is LLMError {}
        }
        return times
    }

    private func answers(times: Int) async throws -> Int {
        let model = try model(.answer)
        for _ in 0..<times {
            let answer = try await model.generate(Self.question)
            precondition(!answer.text.isEmpty)
        }
        return times
    }

    private func model(_ transport: MemoryTransport) throws -> BifrostModel {
        let config = ProviderConfig(model: "gpt-4o-mini", apiKey: "sk-bench", baseURL: "http://127.0.0.1/v1")
        return try BifrostModel(config, transport: transport)
    }

    private static let question: [Message] = [.user("Tell me of the sea.")]
    private static let paragraph = String(repeating: "The tide turned twice before the harbour woke. ", count: 4)
}
