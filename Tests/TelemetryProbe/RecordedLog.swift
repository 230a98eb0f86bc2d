import Logging
import Tracing

/// A line, and the span that was current where it was written.
struct LogRecord: Sendable {
    var level: Logger.Level
    var message: String
    var metadata: Logger.Metadata
    var time: UInt64
    var span: W3CTracer.SpanIdentity?
}

/// A handler that keeps its lines.
struct RecordedLog: LogHandler {
    let recording: Recording
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.debug

    init(recording: Recording) { self.recording = recording }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let metadata = metadata.merging(event.metadata ?? [:]) { $1 }
        recording.add(
            LogRecord(
                level: event.level, message: "\(event.message)", metadata: metadata,
                time: DefaultTracerClock.now.nanosecondsSinceEpoch,
                span: ServiceContext.current?[W3CTracer.Key.self]))
    }
}
