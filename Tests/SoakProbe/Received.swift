import LLM

/// What a reader has so far.
struct Received {
    var text = ""
    var chunks = 0
    /// When content was read last.
    var contentAt: ContinuousClock.Instant?

    mutating func add(_ delta: String) {
        text += delta
        chunks += 1
        if !delta.isEmpty { contentAt = .now }
    }

    /// What does not hold of a failure, which keeps what was read before it.
    ///
    /// Nil when all holds.
    func objection(to error: LLMError, _ sent: SentText, isStream: Bool) -> String? {
        let partial = error.partial?.text ?? ""
        guard sent.begins(with: partial) else { return "\(error) with \(partial.debugDescription)" }
        guard !isStream || partial.utf8.elementsEqual(text.utf8) else {
            return "\(error) keeps \(partial.utf8.count) bytes of \(text.utf8.count)"
        }
        return nil
    }
}
