internal import CLinux
internal import Glibc
internal import HTTPTransport
private import Synchronization

/// What other threads ask the loop to do.
enum Command {
    /// Take this transfer on.
    case execute(Transfer)
    /// The turn of a waiting transfer has come: it holds a slot now.
    case start(Transfer)
    /// The block of a file that its upload asked for was read, or could not be.
    case feed(Transfer, Result<[UInt8], HTTPTransportError>)
    /// The reader has drained the buffer: let the transfer go on.
    case resume(Transfer)
    /// The reader gave the transfer up: end it now.
    case cancel(Transfer)
    /// The reader needs no more bytes: end it, but keep the connection if the answer ends within a moment.
    case windUp(Transfer)
    /// The reader waits with a deadline that is nearer than what the loop watches.
    case watch(Transfer)
    /// Count what there is.
    case report(CheckedContinuation<CurlTransport.Snapshot, Never>)
    /// End the loop, and say when it has ended.
    case shutDown(ShutdownMode, whenDone: CheckedContinuation<Void, Never>?)
}

/// The way into the loop: commands from any thread, and an event descriptor that wakes it.
final class Mailbox: Sendable {
    private struct State {
        var commands: [Command] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let wakePending = Atomic(false)
    /// Readable when there are commands.
    let eventDescriptor: Int32
    /// The process that owns the loop: after a fork the child has no loop thread.
    private let owner = Process.current
    /// The loop's thread; zero before it runs.
    private let thread = Atomic<UInt>(0)

    init() throws(HTTPTransportError) {
        eventDescriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard eventDescriptor >= 0 else {
            throw HTTPTransportError(.internalFailure, "no event descriptor could be made (errno \(errno))")
        }
    }

    deinit { _ = Glibc.close(eventDescriptor) }

    /// Leaves a command for the loop; false when the loop has ended, or is another process's.
    @discardableResult
    func post(_ command: Command) -> Bool {
        guard isOurs else { return false }
        let isOpen = state.withLock { state in
            if !state.isClosed { state.commands.append(command) }
            return !state.isClosed
        }
        if isOpen { wake() }
        return isOpen
    }

    /// Whether this is the process that has the loop's thread.
    var isOurs: Bool { owner == Process.current }

    /// Whether this is the loop's thread.
    var isOnLoop: Bool { thread.load(ordering: .relaxed) == UInt(pthread_self()) }

    /// Whether the loop has to look for something before it waits.
    var isWakePending: Bool { wakePending.load(ordering: .acquiring) }

    /// Wakes the loop, once however much there is for it; on its own thread it need not be woken.
    func wake() {
        guard !wakePending.exchange(true, ordering: .acquiringAndReleasing), !isOnLoop else { return }
        var one: UInt64 = 1
        _ = unsafe write(eventDescriptor, &one, MemoryLayout<UInt64>.size)
    }

    /// The loop begins, on the thread that calls this.
    func loopBegan() { thread.store(UInt(pthread_self()), ordering: .relaxed) }

    /// The commands left since the last call; on the loop thread only.
    func takeCommands() -> [Command] {
        // Cleared before the swap: a command that comes after it writes the descriptor again.
        wakePending.store(false, ordering: .sequentiallyConsistent)
        return state.withLock { state in
            defer { state.commands = [] }
            return state.commands
        }
    }

    /// Refuses further commands and returns the last ones.
    func close() -> [Command] {
        state.withLock { state in
            defer { state = State(isClosed: true) }
            return state.commands
        }
    }
}
