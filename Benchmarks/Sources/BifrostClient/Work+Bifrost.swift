import Bifrost
import ClientMeasuring

/// Who reads the streams.
enum Consumer: Sendable {
    /// A task for each, which waits for every chunk; nil runs them on the threads of the concurrency runtime.
    case tasks(on: (any TaskExecutor)?)
    /// A closure for each, where the bytes arrive.
    case closures

    var executor: (any TaskExecutor)? {
        if case .tasks(let executor) = self { executor } else { nil }
    }
}

extension Work {
    /// Does it.
    func run(with model: BifrostModel, by consumer: Consumer) async throws -> Tally {
        try await withThrowingTaskGroup(of: Tally.self) { group in
            for stream in 0..<streams {
                switch consumer {
                case .tasks(let executor?):
                    group.addTask(executorPreference: executor) { try await one(stream, with: model) }
                // Even no preference would be looked up at each hop.
                case .tasks(nil): group.addTask { try await one(stream, with: model) }
                case .closures: group.addTask { try await calledBack(with: model) }
                }
            }
            return try await group.reduce(into: Tally()) { $0.add($1) }
        }
    }

    /// The tally of one stream, which one thread at a time adds to.
    private final class ClosureTally: @unchecked Sendable {
        var tally = Tally()
    }

    private func one(_ stream: Int, with model: BifrostModel) async throws -> Tally {
        switch self {
        case .burst, .idle: try await texts(of: model)
        case .paced(_, _, let chunks): try await stamps(of: model, chunks)
        case .answers: try await answers(of: model, requests(of: stream))
        }
    }

    // Functions of their own, as they would be in a program that does one of these things: the frame of one that does
    // all of them is as large as all of theirs.

    private func calledBack(with model: BifrostModel) async throws -> Tally {
        switch self {
        case .paced(_, _, let chunks): try await stampsCalledBack(by: model, chunks)
        default: try await textsCalledBack(by: model)
        }
    }

    @inline(never)
    private func textsCalledBack(by model: BifrostModel) async throws -> Tally {
        let counted = ClosureTally()
        try await model.stream(question).forEach { counted.tally.take($0.delta) }
        return counted.tally
    }

    @inline(never)
    private func stampsCalledBack(by model: BifrostModel, _ chunks: Int) async throws -> Tally {
        let counted = ClosureTally()
        counted.tally.expectDelays(chunks)
        try await model.stream(question).forEach { counted.tally.takeStamp($0.delta) }
        counted.tally.dropOpening()
        return counted.tally
    }

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
