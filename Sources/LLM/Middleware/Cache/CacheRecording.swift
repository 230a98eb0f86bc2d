/// Remembers a stream's chunks and keeps them when the answer is whole; whatever ends otherwise is forgotten.
final class CacheRecording: StreamWatcher {
    private let recorder: StreamRecorder
    private let maximumSize: Int
    private let keep: (CachedAnswer.Form, _ size: Int) -> Void
    private var tally = StreamTally()
    /// Nil once the answer is too large to be kept.
    private var chunks: [ChatChunk]? = []
    private var size = 0

    init(
        _ recorder: StreamRecorder, maximumSize: Int, keep: @escaping (_ form: CachedAnswer.Form, _ size: Int) -> Void
    ) {
        self.recorder = recorder
        self.maximumSize = maximumSize
        self.keep = keep
    }

    func received(_ chunk: ChatChunk) async {
        guard chunks != nil else { return }
        tally.add(chunk)
        size += chunk.footprint
        if size > maximumSize { chunks = nil } else { chunks?.append(chunk) }
    }

    func completed() async {
        if let chunks, tally.isComplete { keep(.chunks(chunks, recorder.metadata), size) }
    }
}
