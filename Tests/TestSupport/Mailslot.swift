private import Foundation

/// Carries values from a server's thread to a waiting test.
public final class Mailslot<Value: Sendable>: Sendable {
    private let stream: AsyncStream<Value>
    private let continuation: AsyncStream<Value>.Continuation

    /// Makes an empty slot.
    public init() { (stream, continuation) = AsyncStream.makeStream() }

    /// Puts a value in.
    public func put(_ value: Value) { continuation.yield(value) }

    /// Takes the next value out, waiting for it.
    public func take() async throws -> Value {
        for await value in stream { return value }
        throw CancellationError()
    }
}
