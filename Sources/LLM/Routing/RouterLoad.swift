private import Synchronization

/// How busy a router has kept its models; shared by all copies of the router.
final class RouterLoad: Sendable {
    private let candidates: Mutex<[RoutingCandidate]>

    init(_ modelIDs: [String]) {
        candidates = Mutex(modelIDs.enumerated().map { RoutingCandidate(index: $0.offset, modelID: $0.element) })
    }

    /// What each model has to do.
    var current: [RoutingCandidate] { candidates.withLock { $0 } }

    /// Gives a call out; the slot is to be held until the call ends.
    ///
    /// The strategy is a caller's code, so it runs outside of the lock, and again when the counts have moved on.
    func slot(for call: ModelCall, _ strategy: any RoutingStrategy) throws -> RouterSlot {
        while true {
            let seen = current
            let index = try strategy.choose(for: call, among: seen)
            guard seen.indices.contains(index) else {
                throw LLMError(.configuration, "the routing strategy chose model \(index) of \(seen.count)")
            }
            if take(index, ifStill: seen) { return RouterSlot(index: index, load: self) }
        }
    }

    private func take(_ index: Int, ifStill seen: [RoutingCandidate]) -> Bool {
        candidates.withLock { candidates in
            guard candidates == seen else { return false }
            candidates[index].inFlight += 1
            candidates[index].callCount += 1
            return true
        }
    }

    fileprivate func release(_ index: Int) { candidates.withLock { $0[index].inFlight -= 1 } }
}

/// A call that a model has been given; it counts until it is released, or let go of.
final class RouterSlot: Sendable {
    let index: Int
    private let end: CallEnd

    fileprivate init(index: Int, load: RouterLoad) {
        self.index = index
        end = CallEnd { load.release(index) }
    }

    func release() { end.leave() }
}

/// Releases a slot when the stream ends.
final class RoutedStream: StreamWatcher {
    private let slot: RouterSlot
    private let modelID: String

    init(_ slot: RouterSlot, _ modelID: String) {
        self.slot = slot
        self.modelID = modelID
    }

    func completed() async { slot.release() }

    func failed(_ error: any Error) async -> any Error {
        slot.release()
        return (error as? LLMError)?.attributed(to: modelID) ?? error
    }

    func left() { slot.release() }
}
