import LLM

/// What was seen of one call.
struct BenchSample: Sendable {
    /// How a call ended.
    enum End: Sendable {
        case answered
        case failed(LLMError)
        /// The test was over before the call was.
        case left
    }

    /// When it was meant to begin.
    var intended: ContinuousClock.Instant
    /// When it did begin.
    var begun: ContinuousClock.Instant
    var end: End = .left
    var ended: ContinuousClock.Instant
    /// From the intended start to the first content; nil without one, and for a call that is not streamed.
    var firstToken: Duration?
    /// The times between two chunks with content, as far as they were not handed on.
    var gaps: [Duration] = []
    var chunks = 0
    var usage: Usage?
    var attempts = 1

    init(intended: ContinuousClock.Instant, begun: ContinuousClock.Instant) {
        self.intended = intended
        self.begun = begun
        ended = begun
    }

    /// From the intended start to the end.
    var latency: Duration { intended.duration(to: ended) }
}

/// Makes calls and watches them.
struct BenchCaller: Sendable {
    let model: any ChatModel
    let options: GenerateOptions
    let isStreamed: Bool
    let clock: CallClock
    /// Takes the times between chunks of a call that has many, so that it does not hold them.
    let handOn: @Sendable (_ gaps: [Duration], _ intended: ContinuousClock.Instant) -> Void

    private static let maximumGaps = 1024

    /// Makes one call that was meant to begin at an instant; nil means now.
    func call(_ request: RequestLine, intended: ContinuousClock.Instant?) async -> BenchSample {
        let begun = clock.now()
        var sample = BenchSample(intended: intended ?? begun, begun: begun)
        do {
            if isStreamed {
                try await stream(request, &sample)
            } else {
                let response = try await model.generate(request.messages, options: options(request))
                sample.usage = response.usage
                sample.attempts = response.metadata.attempts
            }
            sample.end = .answered
        } catch let error as LLMError {
            sample.attempts = error.attempts
            sample.end = .failed(error)
        } catch {
            sample.end = .left
        }
        sample.ended = clock.now()
        return sample
    }

    private func stream(_ request: RequestLine, _ sample: inout BenchSample) async throws {
        let stream = model.stream(request.messages, options: options(request))
        var last: ContinuousClock.Instant?
        for try await chunk in stream {
            sample.usage = chunk.usage ?? sample.usage
            guard chunk.hasContent else { continue }
            let now = clock.now()
            if let last {
                sample.gaps.append(last.duration(to: now))
            } else {
                sample.firstToken = sample.intended.duration(to: now)
            }
            last = now
            sample.chunks += 1
            guard sample.gaps.count >= Self.maximumGaps else { continue }
            handOn(sample.gaps, sample.intended)
            sample.gaps.removeAll(keepingCapacity: true)
        }
        sample.attempts = stream.metadata.attempts
    }

    private func options(_ request: RequestLine) -> GenerateOptions {
        var options = options
        options.extraFields.merge(request.fields) { $1 }
        return options
    }
}

extension ChatChunk {
    /// Whether it carries a part of the answer.
    fileprivate var hasContent: Bool {
        choices.contains { choice in
            !choice.text.isEmpty || !(choice.reasoning ?? "").isEmpty || !(choice.refusal ?? "").isEmpty
                || !choice.toolCalls.isEmpty
        }
    }
}
