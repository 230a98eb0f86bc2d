internal import Glibc
private import Synchronization

/// Runs tasks on the thread of a transport's loop, where the bytes of their streams arrive.
///
/// A task that prefers it takes a chunk without a hop to another thread, which is most of what a lone chunk costs:
///
/// ```swift
/// Task(executorPreference: transport.taskExecutor) {
///     for try await chunk in model.stream(messages) { … }
/// }
/// ```
///
/// Everything else of the loop waits for such a task, so it must neither block nor compute for long: what takes more
/// than some 100 µs belongs on another executor. After the transport has ended, its tasks go on elsewhere.
public final class LoopExecutor: TaskExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let mailbox: Mailbox

    init(_ mailbox: Mailbox) { self.mailbox = mailbox }

    /// Takes a part of a task; the concurrency runtime calls it.
    ///
    /// - Parameter job: The part.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        guard mailbox.isOurs, keep(job) else { return Self.passOn(job) }
        // On its own thread, the loop looks for jobs at the end of its turn.
        if !mailbox.isOnLoop { mailbox.wake() }
    }

    private func keep(_ job: UnownedJob) -> Bool {
        state.withLock { state in
            if !state.isClosed { state.jobs.append(job) }
            return !state.isClosed
        }
    }

    private static func passOn(_ job: UnownedJob) {
        globalConcurrentExecutor.enqueue(ExecutorJob(job))
    }
}

// MARK: The loop's side

extension LoopExecutor {
    var hasJobs: Bool { state.withLock { !$0.jobs.isEmpty } }

    /// Runs what is there, but not what that leaves behind, since sockets come first again; tells whether there was any.
    func runJobs() -> Bool {
        let jobs = state.withLock { state in
            let jobs = state.jobs
            state.jobs = []
            // As many as a turn leaves behind are to be expected in the next.
            if !jobs.isEmpty { state.jobs.reserveCapacity(jobs.count) }
            return jobs
        }
        for job in jobs { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
        return !jobs.isEmpty
    }

    /// Passes on what is left, and what comes from now on.
    func close() {
        let jobs = state.withLock { state in
            defer { state = State(isClosed: true) }
            return state.jobs
        }
        jobs.forEach(Self.passOn)
    }
}
