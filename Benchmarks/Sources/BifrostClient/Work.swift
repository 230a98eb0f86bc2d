import Bifrost

/// What the client is to do.
enum Work: Sendable {
    case burst(streams: Int, chunks: Int)
    case paced(streams: Int, interval: Int, chunks: Int)
    case idle(streams: Int, beat: Int)
    case answers(connections: Int, requests: Int)

    init?(_ arguments: [String]) {
        let numbers = arguments.dropFirst(2).compactMap { Int($0) }
        switch (arguments.first, numbers.count) {
        case ("burst", 2): self = .burst(streams: numbers[0], chunks: numbers[1])
        case ("paced", 3): self = .paced(streams: numbers[0], interval: numbers[1], chunks: numbers[2])
        case ("idle", 2): self = .idle(streams: numbers[0], beat: numbers[1])
        case ("answers", 2): self = .answers(connections: numbers[0], requests: numbers[1])
        default: return nil
        }
    }

    /// What is open at once.
    var streams: Int {
        switch self {
        case .burst(let streams, _), .paced(let streams, _, _), .idle(let streams, _): streams
        case .answers(let connections, _): connections
        }
    }

    /// How the server is told.
    var path: String {
        switch self {
        case .burst(_, let chunks): "burst/\(chunks)"
        case .paced(_, let interval, let chunks): "paced/\(interval)/\(chunks)"
        case .idle(_, let beat): "beats/\(beat)"
        case .answers: "answer"
        }
    }

    /// Does it, with a task for each stream; nil runs them on the threads of the concurrency runtime.
    func run(with model: BifrostModel, on executor: (any TaskExecutor)?) async throws -> Tally {
        try await withThrowingTaskGroup(of: Tally.self) { group in
            for stream in 0..<streams {
                // Even no preference would be looked up at each hop.
                if let executor {
                    group.addTask(executorPreference: executor) { try await one(stream, with: model) }
                } else {
                    group.addTask { try await one(stream, with: model) }
                }
            }
            return try await group.reduce(into: Tally()) { $0.add($1) }
        }
    }

    private func one(_ stream: Int, with model: BifrostModel) async throws -> Tally {
        switch self {
        case .burst, .idle: try await texts(of: model)
        case .paced(_, _, let chunks): try await stamps(of: model, chunks)
        case .answers(let connections, let requests):
            try await answers(of: model, (requests + connections - 1 - stream) / connections)
        }
    }

    // Functions of their own, as they would be in a program that does one of these things: the frame of one that does
    // all of them is as large as all three.

    @inline(never)
    private func texts(of model: BifrostModel) async throws -> Tally {
        var tally = Tally()
        for try await chunk in model.stream(question) { tally.take(chunk.delta) }
        return tally
    }

    @inline(never)
    private func stamps(of model: BifrostModel, _ chunks: Int) async throws -> Tally {
        var tally = Tally()
        tally.expectDelays(chunks)
        for try await chunk in model.stream(question) { tally.takeStamp(chunk.delta) }
        tally.dropOpening()
        return tally
    }

    @inline(never)
    private func answers(of model: BifrostModel, _ requests: Int) async throws -> Tally {
        var tally = Tally()
        for _ in 0..<requests { tally.take(try await model.generate(question).text) }
        return tally
    }

    private var question: [Message] { [.user("Tell me of the sea.")] }
}
