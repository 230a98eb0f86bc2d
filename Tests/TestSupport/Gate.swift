private import Foundation

/// Holds a server's thread back until the test lets it go on.
public final class Gate: Sendable {
    private let condition = NSCondition()
    private nonisolated(unsafe) var isOpen = false  // guarded by the condition

    /// Makes a closed gate.
    public init() {}

    /// Lets everybody through.
    public func open() {
        condition.withLock {
            isOpen = true
            condition.broadcast()
        }
    }

    /// Waits until the gate is open, or the limit has passed; returns whether it is open.
    @discardableResult
    public func wait(limit: Duration = .seconds(120)) -> Bool {
        let limit = Date(timeIntervalSinceNow: limit / .seconds(1))
        return condition.withLock {
            while !isOpen && condition.wait(until: limit) {}
            return isOpen
        }
    }
}
