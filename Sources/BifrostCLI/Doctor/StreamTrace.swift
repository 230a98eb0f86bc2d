import LLM

/// What came of a streamed answer, and when: the bytes as they were on the wire, whoever reads them.
struct StreamTrace: Sendable {
    /// An event that carried something.
    struct Event: Equatable {
        var instant: ContinuousClock.Instant
        /// What the gateway says it waited for this chunk (`extra_fields.latency`), in milliseconds.
        var toldLatency: Double?
    }

    /// The answer is short; a server that sends more than this is not worth the memory.
    private static let maximumNoted = 10_000
    private static let maximumLine = 1 << 20

    /// When bytes arrived.
    private(set) var arrivals: [ContinuousClock.Instant] = []
    /// Events with text, reasoning or a tool call.
    private(set) var contents: [Event] = []
    /// Comments, which are heartbeats.
    private(set) var comments: [ContinuousClock.Instant] = []
    /// The text of the first comment.
    private(set) var firstComment: String?
    /// When `[DONE]` came.
    private(set) var done: ContinuousClock.Instant?
    /// When a finish reason came.
    private(set) var finish: ContinuousClock.Instant?
    /// Whether an event carried what only a Bifrost gateway adds.
    private(set) var hasExtraFields = false
    /// Whether an event says that the answer comes from a cache.
    private(set) var isCached = false

    private var line: [UInt8] = []
    private var endsWithReturn = false

    /// Takes the next bytes.
    mutating func received(_ bytes: [UInt8], at instant: ContinuousClock.Instant) {
        if arrivals.count < Self.maximumNoted { arrivals.append(instant) }
        for byte in bytes {
            let isLineFeed = byte == UInt8(ascii: "\n")
            if isLineFeed && endsWithReturn {
                endsWithReturn = false
            } else if isLineFeed || byte == UInt8(ascii: "\r") {
                endsWithReturn = !isLineFeed
                endLine(at: instant)
            } else {
                endsWithReturn = false
                if line.count < Self.maximumLine { line.append(byte) }
            }
        }
    }

    private mutating func endLine(at instant: ContinuousClock.Instant) {
        defer { line.removeAll(keepingCapacity: true) }
        if line.first == UInt8(ascii: ":") {
            if comments.count < Self.maximumNoted { comments.append(instant) }
            firstComment = firstComment ?? String(decoding: line.dropFirst().prefix(40), as: UTF8.self)
        } else if line.starts(with: "data:".utf8) {
            let data = line.dropFirst("data:".utf8.count).drop { $0 == UInt8(ascii: " ") }
            data.elementsEqual("[DONE]".utf8) ? noteDone(at: instant) : note(data, at: instant)
        }
    }

    private mutating func noteDone(at instant: ContinuousClock.Instant) { done = done ?? instant }

    private mutating func note(_ data: ArraySlice<UInt8>, at instant: ContinuousClock.Instant) {
        guard contents.count < Self.maximumNoted, let json = try? JSONValue(parsing: Array(data)) else { return }
        let extra = json["extra_fields"]
        hasExtraFields = hasExtraFields || extra?.objectValue != nil
        isCached = isCached || extra?["cache_debug"]?["cache_hit"] == .bool(true)
        let choice = json["choices"]?[0]
        if choice?["finish_reason"]?.stringValue?.isEmpty == false { finish = instant }
        guard let delta = choice?["delta"] ?? choice?["message"], Self.hasContent(delta) else { return }
        contents.append(Event(instant: instant, toldLatency: extra?["latency"]?.numberValue))
    }

    private static func hasContent(_ delta: JSONValue) -> Bool {
        ["content", "reasoning", "reasoning_content", "refusal"].contains { delta[$0]?.stringValue?.isEmpty == false }
            || delta["tool_calls"]?.arrayValue?.isEmpty == false
    }
}

// MARK: What follows from it

extension StreamTrace {
    /// Whether something between the model and us held the answer back and handed it over in one go.
    enum Pace: Equatable {
        /// The chunks came one by one.
        case steady
        /// They came together although the gateway says that it waited so long between them.
        case heldBack(told: Duration)
        /// They came together after a long wait, and nobody tells whether the model wrote them so.
        case atOnce
        /// Too few chunks, or too fast, to tell.
        case unknown
    }

    /// From the first content to the last.
    var spread: Duration {
        guard let first = contents.first, let last = contents.last else { return .zero }
        return first.instant.duration(to: last.instant)
    }

    /// The longest silence between two pieces of content.
    var longestGap: Duration? {
        zip(contents, contents.dropFirst()).map { $0.instant.duration(to: $1.instant) }.max()
    }

    /// The mean time between two comments.
    var heartbeatInterval: Duration? {
        guard comments.count > 1, let first = comments.first, let last = comments.last else { return nil }
        return first.duration(to: last) / (comments.count - 1)
    }

    /// How the content was spread over time.
    ///
    /// - Parameter wait: From the request to the first content.
    /// - Returns: What can be said of it.
    func pace(after wait: Duration) -> Pace {
        guard contents.count >= 4, !isCached else { return .unknown }
        // The first one tells the wait for the model, and the last one often the time in all.
        let told = contents.dropFirst().dropLast().compactMap(\.toldLatency)
        if hasExtraFields, told.count == contents.count - 2 {
            let sum = Duration.milliseconds(told.reduce(0, +))
            guard sum >= .milliseconds(100) else { return .unknown }
            return spread < sum / 4 ? .heldBack(told: sum) : .steady
        }
        if contents.count >= 8, wait >= .milliseconds(500), spread < wait / 100 { return .atOnce }
        return spread >= .milliseconds(20) ? .steady : .unknown
    }
}
