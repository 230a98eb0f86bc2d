/// A point at which a scripted reply waits until the test lets it go on.
///
/// ```swift
/// let gate = Gate()
/// gateway.enqueue(Reply(steps: [.bytes(first), .wait(for: gate), .bytes(second), .end]))
/// // … look at what the client does in the meantime …
/// gate.open()
/// ```
public final class Gate: Sendable {
    private let state = Watched(false)

    /// Creates a closed gate.
    public init() {}

    /// Lets every reply that waits here, now or later, go on; opening twice is the same as once.
    public func open() { state.update { $0 = true } }

    /// Waits for the gate to open and tells whether it did within the limit; nil is no limit.
    func wait(within limit: Duration?) async throws -> Bool {
        try await state.wait(within: limit) { $0 ? true : nil } ?? false
    }
}
