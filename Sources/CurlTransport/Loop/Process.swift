internal import Glibc
internal import Synchronization

/// Which process this is, by how often it was forked: asking the system takes a call of it for every command.
enum Process {
    private static let forks = Atomic(0)
    private static let areCounted: Bool = pthread_atfork(nil, nil, noteFork) == 0

    /// A number that a child has not in common with its parent.
    static var current: Int {
        // Where forks cannot be counted, which takes a lack of memory.
        guard areCounted else { return Int(getpid()) }
        return forks.load(ordering: .relaxed)
    }

    fileprivate static func countFork() { forks.add(1, ordering: .relaxed) }
}

private func noteFork() { Process.countFork() }
