extension ToolBatch {
    /// What happens in a batch.
    enum Event: Sendable {
        /// A tool began to run.
        case started(ToolStart)
        /// A call has its result.
        case finished(ToolResult)
    }

    /// Which calls run, what happened that nobody asked for yet, and who waits for more.
    struct StateMachine {
        typealias Consumer = CheckedContinuation<Event?, any Error>

        private let limit: Int
        /// The calls that have not begun.
        private var waiting: Range<Int>
        /// The calls that have begun, with their tasks as soon as these are known.
        private var running: [Int: Task<Void, Never>?] = [:]
        /// At most two for each call.
        private var events: [Event] = []
        private var consumer: Consumer?
        private var failure: (any Error)?

        init(count: Int, limit: Int) {
            self.limit = limit
            waiting = 0..<count
        }

        /// Returns the calls to begin.
        mutating func consumerAsked() -> Range<Int> { beginning() }

        mutating func consumerSuspended(_ consumer: Consumer) -> Delivery? {
            if !events.isEmpty { return Delivery(consumer: consumer, outcome: .success(events.removeFirst())) }
            if let failure { return Delivery(consumer: consumer, outcome: .failure(failure)) }
            if isOver { return Delivery(consumer: consumer, outcome: .success(nil)) }
            self.consumer = consumer
            return nil
        }

        /// Returns whether the task is to be cancelled at once.
        mutating func taskMade(_ task: Task<Void, Never>, for position: Int) -> Bool {
            guard failure == nil else { return true }
            // A call that ended before its task was known is not running any more.
            if running[position] != nil { running[position] = .some(task) }
            return false
        }

        mutating func happened(_ event: Event) -> Delivery? {
            guard failure == nil else { return nil }
            guard let consumer = consumer.take() else {
                events.append(event)
                return nil
            }
            return Delivery(consumer: consumer, outcome: .success(event))
        }

        mutating func callEnded(_ position: Int, _ result: ToolResult) -> (delivery: Delivery?, beginning: Range<Int>) {
            running[position] = nil
            return (happened(.finished(result)), beginning())
        }

        /// What is to be done when the batch ends before its calls do.
        struct Stop {
            var tasks: [Task<Void, Never>] = []
            var delivery: Delivery?
        }

        mutating func callFailed(_ position: Int, _ error: any Error) -> Stop {
            running[position] = nil
            return stop(error)
        }

        mutating func cancelled() -> Stop {
            if failure == nil { events = [] }
            return stop(CancellationError())
        }

        private mutating func stop(_ error: any Error) -> Stop {
            guard failure == nil else { return Stop() }
            failure = error
            defer { running = [:] }
            return Stop(
                tasks: running.values.compactMap(\.self),
                delivery: consumer.take().map { Delivery(consumer: $0, outcome: .failure(error)) })
        }

        private var isOver: Bool { waiting.isEmpty && running.isEmpty }

        private mutating func beginning() -> Range<Int> {
            guard failure == nil else { return waiting.lowerBound..<waiting.lowerBound }
            let count = min(max(limit - running.count, 0), waiting.count)
            let begun = waiting.lowerBound..<waiting.lowerBound + count
            waiting = begun.upperBound..<waiting.upperBound
            for position in begun { running[position] = .some(nil) }
            return begun
        }
    }

    /// A consumer with what it is to be resumed with, outside of any lock.
    struct Delivery {
        let consumer: StateMachine.Consumer
        let outcome: Result<Event?, any Error>

        func perform() { consumer.resume(with: outcome) }
    }
}
