private import Synchronization

/// The admission of a transport, shared by its loops.
final class Admissions: Sendable {
    private let state: Mutex<Admission<Transfer>>

    init(maximum: Int, maximumPerOrigin: Int) {
        state = Mutex(Admission(maximum: maximum, maximumPerOrigin: maximumPerOrigin))
    }

    /// Whether a transfer may start now; if not, its loop gets the command *start* when its turn comes.
    func request(_ transfer: Transfer) -> Bool { state.withLock { $0.arrived(transfer, at: transfer.origin) } }

    /// A transfer ends that has not been started.
    ///
    /// When its turn came at the same moment, its loop gets the command all the same, and releases the slot.
    func withdraw(_ transfer: Transfer) { _ = state.withLock { $0.withdrawn(transfer, from: transfer.origin) } }

    /// A started transfer is done: others get its slot.
    func release(_ origin: Origin) {
        var origins = [origin]
        while let origin = origins.popLast() {
            for transfer in state.withLock({ $0.released(origin) }) where !transfer.mailbox.post(.start(transfer)) {
                // Its loop has ended, and so has the transfer.
                origins.append(transfer.origin)
            }
        }
    }
}
