/// What became of one call, with nothing in it that was said.
public struct ModelCallRecord: Hashable, Sendable, Codable {
    /// How a call ended.
    @nonexhaustive
    public enum Outcome: String, Hashable, Sendable, Codable {
        /// The answer is whole.
        case completed
        /// The call ended in an error.
        case failed
        /// The task was cancelled, or the stream's consumer stopped before the end.
        case cancelled
    }

    /// The model that was asked for.
    public var modelID: String
    /// Whether the answer was streamed.
    public var isStreamed: Bool
    /// How the call ended.
    public var outcome: Outcome
    /// From the begin to the end; a stream's consumer's own time is in it.
    public var duration: Duration
    /// From the begin to a stream's first chunk of any kind.
    ///
    /// Nil when there was none.
    public var timeToFirstChunk: Duration?
    /// Chunks that a stream passed on; zero for `generate`.
    public var chunkCount = 0
    /// Token counts, as far as they were known at the end.
    ///
    /// Nil when none were reported.
    public var usage: Usage?
    /// Why each choice ended, by its index; choices that did not end are left out.
    public var finishReasons: [FinishReason] = []
    /// The answer's id.
    ///
    /// Nil when there was none.
    public var responseID: String?
    /// The model that answered, in the provider's words.
    ///
    /// Nil when the server did not say.
    public var responseModel: String?
    /// The provider that answered or failed.
    ///
    /// Nil when the gateway did not say.
    public var provider: String?
    /// See ``ResponseMetadata/answeringModel``; of a failed call, ``LLMError/modelID``.
    public var answeringModel: String?
    /// Whether a ``ResponseCache`` answered; the token counts are those of the call that it remembers.
    public var isCached = false
    /// The request id to quote to the gateway's operator.
    ///
    /// Nil when none was sent.
    public var requestID: String?
    /// The HTTP status.
    ///
    /// Nil when no answer's head was received.
    public var status: Int?
    /// How many attempts were made, the last one included; zero when nothing was sent.
    public var attempts = 0
    /// The class of the error.
    ///
    /// Nil when there was none, and for errors other than ``LLMError``.
    public var errorCode: LLMError.Code?
    /// The name of ``errorCode``, or of the type of another error.
    ///
    /// Nil when there was none.
    public var errorType: String?
    /// The message of an ``LLMError``.
    ///
    /// Nil when there was none; other errors' descriptions may hold anything.
    public var errorMessage: String?
    /// Where the time of the last attempt went.
    ///
    /// Nil when it is not known.
    public var metrics: CallMetrics?

    /// Makes a record; what is no parameter is set afterwards.
    ///
    /// - Parameters:
    ///   - modelID: The model that was asked for.
    ///   - isStreamed: Whether the answer was streamed.
    ///   - outcome: How the call ended.
    ///   - duration: From the begin to the end.
    public init(modelID: String, isStreamed: Bool, outcome: Outcome, duration: Duration) {
        self.modelID = modelID
        self.isStreamed = isStreamed
        self.outcome = outcome
        self.duration = duration
    }
}
