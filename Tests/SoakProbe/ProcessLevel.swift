import TestSupport

/// What the process holds of the system.
struct ProcessLevel: CustomStringConvertible {
    var descriptors: Int
    var threads: Int
    /// Resident memory, in MiB.
    var memory: Int

    /// More than what an allocator keeps for itself.
    private static let memoryMargin = 64

    private static func read() throws -> ProcessLevel {
        ProcessLevel(
            descriptors: ThisProcess.descriptors.count, threads: ThisProcess.threads.count,
            memory: try ThisProcess.residentBytes() >> 20)
    }

    /// The level once it is down to this one, or as it is after five seconds: threads end a moment after they are let go.
    static func settled(at level: ProcessLevel?) async throws -> ProcessLevel {
        let deadline = ContinuousClock.now + .seconds(5)
        while true {
            let now = try read()
            if let level, now.excess(over: level) == nil { return now }
            if ContinuousClock.now >= deadline { return now }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// What is more than it was; nil when nothing is.
    func excess(over level: ProcessLevel) -> String? {
        if descriptors > level.descriptors { return "\(descriptors) descriptors, and \(level.descriptors) before" }
        if threads > level.threads { return "\(threads) threads, and \(level.threads) before" }
        if memory > level.memory + Self.memoryMargin { return "\(memory) MiB, and \(level.memory) before" }
        return nil
    }

    var description: String { "\(descriptors) descriptors, \(threads) threads, \(memory) MiB" }
}
