/// Is told of model calls by a ``CallReporter``, for logs, metrics and traces.
public protocol ModelCallObserver: Sendable {
    /// A call begins: `generate` was called, or the first chunk of a stream was asked for.
    ///
    /// - Parameter call: The call. It holds the conversation; whether any of it is written down is up to the observer.
    /// - Returns: What is told how the call goes on.
    func begin(_ call: ModelCall) -> any ModelCallObservation
}

/// Is told how one call goes on.
///
/// ``end(_:metadata:)`` comes exactly once for each call that began, also when the stream's consumer stops early.
public protocol ModelCallObservation: Sendable {
    /// Runs a part of the call: all of `generate`, or one step of a stream.
    ///
    /// Values of the task that shall be current where the request is sent, such as a span's context, are set here. Each
    /// step of a stream is run by itself, since its consumer's own code runs between them.
    ///
    /// - Parameter work: The part of the call; to be run exactly once.
    /// - Returns: What the part returned.
    /// - Throws: What the part threw.
    func run<Value>(_ work: Work<Value>) async throws -> Value

    /// A stream's first chunk is there. The default does nothing.
    ///
    /// - Parameter time: How long it took from the begin.
    func firstChunk(after time: Duration)

    /// Whether ``chunk(after:)`` is to be called; asked once for each stream.
    var wantsChunks: Bool { get }

    /// A stream's chunk is there, the first one included; called when ``wantsChunks`` says so.
    ///
    /// - Parameter time: How long it took from the begin.
    func chunk(after time: Duration)

    /// The call ended; nothing follows.
    ///
    /// It may come in any task when a stream was left, so it must be quick.
    ///
    /// - Parameters:
    ///   - record: What is known of the call. It holds nothing that was said, no keys and no header values.
    ///   - metadata: The call's metadata, header fields included, for what only a provider's module can read.
    func end(_ record: ModelCallRecord, metadata: ResponseMetadata)
}

extension ModelCallObservation {
    // A name for the type, because written out it means something else in modules without the upcoming feature
    // NonisolatedNonsendingByDefault. For the same reason `run` has no default, which would be taken instead.
    /// A part of a call; it runs where it is called.
    public typealias Work<Value> = () async throws -> Value

    /// Does nothing.
    ///
    /// - Parameter time: How long it took from the begin.
    public func firstChunk(after time: Duration) {}

    /// Does nothing.
    ///
    /// - Parameter time: How long it took from the begin.
    public func chunk(after time: Duration) {}

    /// Whether ``chunk(after:)`` is wanted; the default is false, which spares a look at the clock for each chunk.
    public var wantsChunks: Bool { false }
}
