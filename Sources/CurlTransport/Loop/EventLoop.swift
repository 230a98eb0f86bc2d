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

/// Carries the driver to its thread.
private final class Cargo: @unchecked Sendable {  // nobody but the thread sees the driver
    var driver: LoopDriver?
    init(_ driver: LoopDriver) { self.driver = driver }
}

private func startThread(running driver: LoopDriver) throws(HTTPTransportError) {
    let cargo = Cargo(driver)
    try startThread(named: "bifrost-loop") {
        let waiting = cargo.driver?.run() ?? []
        // Sockets and memory are released before anybody is told that they are, unless that may take long.
        if let driver = cargo.driver, !driver.awaitsLookups { cargo.driver = nil }
        for continuation in waiting { continuation.resume() }
        cargo.driver = nil
    }
}
