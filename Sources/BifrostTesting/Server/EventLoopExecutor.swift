import NIOCore

/// Runs a connection's task on the connection's own event loop.
///
/// So a write costs no hop between threads, and a test that blocks the threads of the shared pool with a synchronous
/// client does not stop the gateway that it waits for.
final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
