import Bifrost
import ClientMeasuring

extension Work {
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
        case .answers: try await answers(of: model, requests(of: stream))
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
