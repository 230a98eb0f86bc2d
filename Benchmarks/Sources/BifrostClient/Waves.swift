import Bifrost
import ClientHeap
import ClientMeasuring
import Synchronization

/// Looks at the memory of this process while many streams are open, and after they have ended.
struct Waves: Sendable {
    let streams: Int
    let model: BifrostModel

    private static let patience = Duration.seconds(60)
    private static let pause = Duration.milliseconds(20)
    /// The pool closes connections, and threads go to sleep.
    private static let settling = Duration.seconds(1)

    struct NotOpened: Error {}

    /// Memory in KiB.
    private struct Level {
        let inUse = heap_in_use()
        let resident = Memory.resident
    }

    /// Returns what is printed.
    func run() async throws -> String {
        let base = try await wave(of: 1).ended
        let first = try await wave(of: streams)
        let second = try await wave(of: streams)
        let levels = [
            ("base", base), ("open", first.open), ("ended", first.ended), ("open_again", second.open),
            ("ended_again", second.ended),
        ]
        let fields = levels.map { "\"\($0)_kb\":\($1.inUse),\"\($0)_resident_kb\":\($1.resident)" }
        return "{\"chunks\":0,\"characters\":0,\"unit\":\"utf8\",\(fields.joined(separator: ","))}"
    }

    /// The levels while so many streams are open, and a while after.
    private func wave(of count: Int) async throws -> (open: Level, ended: Level) {
        let opened = Counter()
        let open = try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<count {
                group.addTask {
                    for try await _ in model.stream(GrowthWork.question) { opened.increment() }
                }
            }
            try await wait { opened.value >= count }
            let open = Level()
            group.cancelAll()
            while await group.nextResult() != nil {}
            return open
        }
        try await Task.sleep(for: Self.settling)
        return (open, Level())
    }

    private func wait(until condition: () -> Bool) async throws {
        let end = ContinuousClock.now + Self.patience
        while !condition() {
            guard ContinuousClock.now < end else { throw NotOpened() }
            try await Task.sleep(for: Self.pause)
        }
    }
}

private final class Counter: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }

    func increment() { count.add(1, ordering: .relaxed) }
}
