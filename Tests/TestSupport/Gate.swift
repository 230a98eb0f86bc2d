private import Foundation

/// Holds a server's thread back until the test lets it go on.
public final class Gate: Sendable {
    private let condition = NSCondition()
    private nonisolated(unsafe) var opened = false  // guarded by the condition

    /// Makes a closed gate.
    public init() {}

    /// Whether it is open.
    public var isOpen: Bool { condition.withLock { opened } }

    /// Lets everybody through.
    public func open() {
        condition.withLock {
            opened = true
            condition.broadcast()
        }
    }

    /// Waits until the gate is open, or the limit has passed.
    public func wait(limit: Duration = .seconds(120)) {
        let limit = Date(timeIntervalSinceNow: limit / .seconds(1))
        condition.withLock {
            while !opened && condition.wait(until: limit) {}
        }
    }
}
