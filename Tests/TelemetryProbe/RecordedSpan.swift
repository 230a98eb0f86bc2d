import Synchronization
import Tracing

/// A span that is recorded when it ends.
final class RecordedSpan: Span {
    struct State {
        var name: String
        var attributes: SpanAttributes = [:]
        var status: SpanStatus?
        var events: [SpanEvent] = []
        var ended: UInt64 = 0
    }

    let kind: SpanKind
    let context: ServiceContext
    let parent: [UInt8]?
    let begun: UInt64
    private let recording: Recording
    private let mutable: Mutex<State>

    init(
        _ name: String, _ kind: SpanKind, _ context: ServiceContext, parent: [UInt8]?, begun: UInt64,
        _ recording: Recording
    ) {
        self.kind = kind
        self.context = context
        self.parent = parent
        self.begun = begun
        self.recording = recording
        mutable = Mutex(State(name: name))
    }

    var state: State { mutable.withLock { $0 } }

    var operationName: String {
        get { mutable.withLock { $0.name } }
        set { mutable.withLock { $0.name = newValue } }
    }

    var attributes: SpanAttributes {
        get { mutable.withLock { $0.attributes } }
        set { mutable.withLock { $0.attributes = newValue } }
    }

    var isRecording: Bool { true }

    func setStatus(_ status: SpanStatus) { mutable.withLock { $0.status = status } }

    func addEvent(_ event: SpanEvent) { mutable.withLock { $0.events.append(event) } }

    /// None of ours has links.
    func addLink(_ link: SpanLink) {}

    /// Told as an event with the error's text, as other tracers do, so that a secret in it would show.
    func recordError<Instant: TracerInstant>(
        _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
    ) {
        addEvent(SpanEvent(name: "exception", at: instant(), attributes: ["exception.message": "\(error)"]))
    }

    func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
        let now = instant().nanosecondsSinceEpoch
        mutable.withLock { $0.ended = now }
        recording.add(self)
    }
}
