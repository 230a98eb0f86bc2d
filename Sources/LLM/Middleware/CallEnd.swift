private import Synchronization

/// Lets a call end once: the first end counts, and when it is released without any, the call was left.
final class CallEnd: Sendable {
    private let isOpen = Mutex(true)
    private let left: @Sendable () -> Void

    init(left: @escaping @Sendable () -> Void = {}) { self.left = left }

    deinit { leave() }

    /// Ends the call; false when it had ended before.
    func take() -> Bool {
        isOpen.withLock { isOpen in
            defer { isOpen = false }
            return isOpen
        }
    }

    /// Ends the call as one that nobody waits for any more.
    func leave() {
        if take() { left() }
    }
}
