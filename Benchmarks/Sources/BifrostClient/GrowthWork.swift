import Bifrost
import ClientMeasuring
import Synchronization

/// What no other client does: how the costs grow.
enum GrowthWork: Sendable {
    /// One stream with a chunk at each interval, in milliseconds, beside so many that are silent.
    case beside(silent: Int, interval: Int, chunks: Int)
    /// One answer of so many chunks, gathered.
    case collect(chunks: Int)
    /// So many streams that open and end, twice.
    case waves(streams: Int)

    init?(_ arguments: [String]) {
        let numbers = arguments.dropFirst(2).compactMap { Int($0) }
        switch (arguments.first, numbers.count) {
        case ("beside", 3): self = .beside(silent: numbers[0], interval: numbers[1], chunks: numbers[2])
        case ("collect", 1): self = .collect(chunks: numbers[0])
        case ("waves", 1): self = .waves(streams: numbers[0])
        default: return nil
        }
    }

    /// What is open at once.
    var streams: Int {
        switch self {
        case .beside(let silent, _, _): silent + 1
        case .collect: 1
        case .waves(let streams): streams
        }
    }
}

extension GrowthWork {
    static let question: [Message] = [.user("Tell me of the sea.")]

    /// Does it.
    ///
    /// - Parameters:
    ///   - executor: Runs the tasks; nil leaves them to the threads of the concurrency runtime.
    ///   - model: Makes a model of the server's path.
    /// - Returns: What is printed.
    /// - Throws: What a call throws.
    func run(on executor: (any TaskExecutor)?, _ model: (_ path: String) throws -> BifrostModel) async throws -> String
    {
        let start = Usage.now
        switch self {
        case .beside(let silent, let interval, let chunks):
            let silence = try model("first")
            let paced = Work.paced(streams: 1, interval: interval, chunks: chunks)
            let tally = try await paced.run(
                with: try model(paced.path), on: executor, beside: silent, streamsOf: silence)
            return Report(used: Usage.now - start, tally: tally).json
        case .collect(let chunks):
            let answer = try await model("burst/\(chunks)").stream(Self.question).collect()
            var tally = Tally()
            tally.take(chunks: chunks, characters: answer.text.utf8.count)
            return Report(used: Usage.now - start, tally: tally).json
        case .waves(let streams):
            return try await Waves(streams: streams, model: model("first")).run()
        }
    }
}

extension Work {
    /// Does it while streams of another model are open that bring nothing.
    fileprivate func run(
        with model: BifrostModel, on executor: (any TaskExecutor)?, beside silent: Int, streamsOf other: BifrostModel
    ) async throws -> Tally {
        try await withThrowingTaskGroup(of: Tally?.self) { group in
            for _ in 0..<silent {
                group.addTask(executorPreference: executor) {
                    for try await _ in other.stream(GrowthWork.question) {}
                    return nil
                }
            }
            group.addTask { try await run(with: model, by: .tasks(on: executor)) }
            // The silent ones have no end.
            let tally = try await group.next() ?? nil
            group.cancelAll()
            while await group.nextResult() != nil {}
            return tally ?? Tally()
        }
    }
}
