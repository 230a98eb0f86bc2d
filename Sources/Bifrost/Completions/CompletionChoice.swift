public import LLM

/// One completion, or a piece of one in a stream.
public struct CompletionChoice: Hashable, Sendable, Codable {
    /// The completion's number, from zero; with several prompts, those of the first one come first.
    public var index: Int
    /// The text.
    public var text: String
    /// Why it ended.
    ///
    /// Nil in a stream before it has.
    public var finishReason: FinishReason?
    /// How likely its tokens were.
    ///
    /// Nil unless it was asked for.
    public var logprobs: CompletionLogprobs?
    /// Fields that have no name here.
    public var additionalFields: [String: JSONValue] = [:]

    /// Makes a completion.
    ///
    /// - Parameters:
    ///   - index: The completion's number, from zero.
    ///   - text: The text.
    ///   - finishReason: Why it ended.
    ///   - logprobs: How likely its tokens were.
    public init(
        index: Int, text: String, finishReason: FinishReason? = nil, logprobs: CompletionLogprobs? = nil
    ) {
        self.index = index
        self.text = text
        self.finishReason = finishReason
        self.logprobs = logprobs
    }
}

/// How likely the tokens of a completion were; the lists go in step, and are empty when they were not told.
public struct CompletionLogprobs: Hashable, Sendable, Codable {
    /// The tokens.
    public var tokens: [String] = []
    /// The logarithm of each token's likelihood; nil where it is not known, as for the first one.
    public var tokenLogprobs: [Double?] = []
    /// Likely tokens at each place with the logarithms of their likelihood; empty where they are not known.
    public var topLogprobs: [[String: Double]] = []
    /// Where each token begins in the text, in characters.
    public var textOffsets: [Int] = []

    /// Adds what a further piece tells.
    mutating func append(_ more: CompletionLogprobs) {
        tokens += more.tokens
        tokenLogprobs += more.tokenLogprobs
        topLogprobs += more.topLogprobs
        textOffsets += more.textOffsets
    }

    /// Bytes of memory, roughly.
    var footprint: Int {
        let texts = tokens.reduce(0) { $0 + $1.utf8.count + MemoryLayout<String>.stride }
        let alternatives = topLogprobs.reduce(0) { size, place in
            place.keys.reduce(size + MemoryLayout<[String: Double]>.stride) { size, token in
                size + token.utf8.count + MemoryLayout<(String, Double)>.stride
            }
        }
        return texts + alternatives + tokenLogprobs.count * MemoryLayout<Double?>.stride
            + textOffsets.count * MemoryLayout<Int>.stride
    }
}

extension CompletionChoice {
    /// Reads a choice; one without an index has that of its place.
    init?(json: JSONValue, position: Int) {
        guard var members = JSONMembers(json) else { return nil }
        index = members.integer("index") ?? position
        text = members.take("text") { $0.stringValue } ?? ""
        finishReason = members.filledText("finish_reason").map(FinishReason.init(rawValue:))
        logprobs = members.take("logprobs", CompletionLogprobs.init(json:))
        additionalFields = members.rest
    }
}

extension CompletionLogprobs {
    fileprivate init?(json: JSONValue) {
        guard let members = json.objectValue else { return nil }
        tokens = members["tokens"]?.arrayValue?.map { $0.stringValue ?? "" } ?? []
        tokenLogprobs = members["token_logprobs"]?.arrayValue?.map(\.numberValue) ?? []
        topLogprobs =
            members["top_logprobs"]?.arrayValue?.map { ($0.objectValue ?? [:]).compactMapValues(\.numberValue) } ?? []
        textOffsets = members["text_offset"]?.arrayValue?.map { $0.integerValue ?? 0 } ?? []
    }
}
