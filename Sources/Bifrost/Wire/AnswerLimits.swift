internal import LLM

/// How much of an answer is taken in; what is larger fails the call as malformed.
public struct AnswerLimits: Sendable, Hashable {
    /// The most bytes of an answer that is not streamed, and of the content kept of a streamed one.
    public var body: Int
    /// The most bytes of an error's body that are read; the rest is passed over.
    public var errorBody: Int
    /// The most bytes of one line of a stream.
    public var line: Int
    /// The most bytes of one event of a stream.
    public var event: Int
    /// The most bytes of an answer with images or sound in it, and of one line and one event of its stream.
    ///
    /// An image is tens of megabytes on one line; ``body``, ``line`` and ``event`` do not count there.
    public var media: Int
    /// The most choices of an answer.
    public var choices: Int
    /// The most tool calls of a choice, or of a response.
    ///
    /// A response's output may have 16 items of any kind for each of them, and at least 16.
    public var toolCalls: Int
    /// The most levels of lists and objects in values that are kept; those that are skipped may be of any depth.
    public var jsonDepth: Int

    /// Makes limits.
    ///
    /// - Parameters:
    ///   - body: The most bytes of an answer that is not streamed.
    ///   - errorBody: The most bytes of an error's body that are read.
    ///   - line: The most bytes of one line of a stream.
    ///   - event: The most bytes of one event of a stream.
    ///   - media: The most bytes of an answer with images or sound in it, and of one line and event of its stream.
    ///   - choices: The most choices of an answer.
    ///   - toolCalls: The most tool calls of a choice, or of a response.
    ///   - jsonDepth: The most levels of lists and objects in values that are kept.
    public init(
        body: Int = 64 << 20,
        errorBody: Int = 1 << 20,
        line: Int = 16 << 20,
        event: Int = 32 << 20,
        media: Int = 128 << 20,
        choices: Int = 128,
        toolCalls: Int = 128,
        jsonDepth: Int = 512
    ) {
        self.body = body
        self.errorBody = errorBody
        self.line = line
        self.event = event
        self.media = media
        self.choices = choices
        self.toolCalls = toolCalls
        self.jsonDepth = jsonDepth
    }

    /// The limits where ``media`` stands in for those of text.
    var ofMedia: AnswerLimits {
        var limits = self
        (limits.body, limits.line, limits.event) = (media, media, media)
        return limits
    }
}

extension AnswerLimits {
    /// Refuses limits below zero; zero takes nothing in.
    func validate() throws(LLMError) {
        let limits = [
            ("body", body),
            ("errorBody", errorBody),
            ("line", line),
            ("event", event),
            ("media", media),
            ("choices", choices),
            ("toolCalls", toolCalls),
            ("jsonDepth", jsonDepth),
        ]
        for (name, value) in limits where value < 0 {
            throw LLMError(.configuration, "AnswerLimits.\(name) must not be negative")
        }
    }
}
