internal import CLinux
internal import Glibc
internal import HTTPTransport
internal import Synchronization

/// The loop from outside: its mailbox.
///
/// Releasing it ends the thread, which nobody waits for.
final class EventLoop: Sendable {
    let mailbox: Mailbox
    let executor: LoopExecutor
    /// Transfers that somebody still holds.
    let load = Atomic(0)

    init(_ settings: ConnectionSettings, admissions: Admissions) throws(HTTPTransportError) {
        mailbox = try Mailbox()
        executor = LoopExecutor(mailbox)
        let driver = try LoopDriver(settings, mailbox: mailbox, executor: executor, admissions: admissions)
        try startThread(running: driver)
    }

    deinit { mailbox.post(.shutDown(.immediate, whenDone: nil)) }
}

/// Carries the driver to its thread; nobody else has seen it yet.
private final class Cargo {
    var driver: LoopDriver?
    init(_ driver: LoopDriver) { self.driver = driver }
}

/// Starts a thread of our own with all signals blocked: no handler may run inside libcurl, and SIGPIPE must
/// not end the process when libcurl is older than 7.87.
private func startThread(running driver: LoopDriver) throws(HTTPTransportError) {
    var all = sigset_t()
    var previous = sigset_t()
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_SETMASK, &all, &previous)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &previous, nil) }
    let cargo = unsafe Unmanaged.passRetained(Cargo(driver))
    var thread = pthread_t()
    let code = unsafe pthread_create(&thread, nil, threadMain, cargo.toOpaque())
    guard code == 0 else {
        unsafe cargo.release()
        throw HTTPTransportError(.internalFailure, "the loop's thread could not be started (error \(code))")
    }
    pthread_detach(thread)
}

private func threadMain(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument = unsafe argument else { return nil }
    unsafe clinux_set_thread_name("bifrost-loop")
    let cargo = unsafe Unmanaged<Cargo>.fromOpaque(argument).takeRetainedValue()
    let waiting = cargo.driver?.run() ?? []
    // Sockets and memory are released before anybody is told that they are.
    cargo.driver = nil
    for continuation in waiting { continuation.resume() }
    return nil
}
