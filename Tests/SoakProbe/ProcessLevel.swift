import Foundation
import TestSupport

/// What the process holds of the system.
struct ProcessLevel: CustomStringConvertible {
    var descriptors: Int
    /// Loops of transports, and libcurl's lookups, which have their names from them.
    var loops: Int
    var threads: Int
    /// What the allocator has given out, in KiB.
    var heap: Int
    /// Resident memory, in MiB.
    var memory: Int

    /// What threads keep of it for themselves, and tables that are made when they are first needed.
    private static let heapMargin = 4096
    /// More than what an allocator keeps for itself.
    private static let memoryMargin = 64
    /// The thread pool makes threads when it sees fit, and lets them go much later.
    private static let threadMargin = ProcessInfo.processInfo.activeProcessorCount

    private static func read() throws -> ProcessLevel {
        ThisProcess.trimHeap()
        return ProcessLevel(
            descriptors: ThisProcess.descriptors.count, loops: ThisProcess.loopThreads,
            threads: ThisProcess.threads.count, heap: ThisProcess.heapBytes >> 10,
            memory: try ThisProcess.residentBytes() >> 20)
    }

    /// Lets the process have so many descriptors; many systems begin at 1024.
    static func allowDescriptors(_ count: Int) throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = max(limit.rlim_cur, min(rlim_t(count) + 1000, limit.rlim_max))
        guard limit.rlim_cur >= rlim_t(count), setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
        else {
            throw CocoaError(.fileReadUnknown)
        }
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
        if loops > level.loops { return "\(loops) loops, and \(level.loops) before" }
        if threads > level.threads + Self.threadMargin { return "\(threads) threads, and \(level.threads) before" }
        if heap > level.heap + Self.heapMargin { return "\(heap) KiB given out, and \(level.heap) before" }
        if memory > level.memory + Self.memoryMargin { return "\(memory) MiB resident, and \(level.memory) before" }
        return nil
    }

    var description: String {
        "\(descriptors) descriptors, \(loops) loops, \(threads) threads, \(heap) KiB given out, \(memory) MiB resident"
    }
}
