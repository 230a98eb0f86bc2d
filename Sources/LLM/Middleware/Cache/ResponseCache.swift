private import Synchronization

/// Remembers answers in memory and gives them again to the same call.
///
/// The same call is one with the same model, messages, tools and options, time limits aside; the texts of messages are
/// compared byte by byte. `generate` and `stream` are remembered apart. A stream is given again with the same chunks. Only whole answers
/// are remembered: no errors, and no stream that failed or was left. Calls that run at the same time do not wait for
/// each other: each asks the model, and the last answer stays.
///
/// A remembered answer has the metadata of the call that it comes from, and ``ResponseMetadata/isCached``. One call can
/// do without (``GenerateOptions/responseCaching``). A call whose temperature is above zero asks for variety, so it is
/// not remembered unless the cache is told to.
///
/// Use one cache for one model: two with the same ``ChatModel/modelID`` at different gateways would share answers. What
/// provider's options say belongs to the call, such as the key it is paid with; a request id that is set by hand makes
/// a call like no other, unless `identity` takes it out.
public final class ResponseCache: ModelMiddleware {
    private let entries: Mutex<RecentlyUsed<CacheKey, CachedAnswer>>
    private let maximumBytes: Int
    private let lifetime: Duration
    private let includesSampled: Bool
    private let clock: CallClock
    private let identity: @Sendable (ModelCall) -> ModelCall?

    /// Makes an empty cache.
    ///
    /// - Parameters:
    ///   - maximumEntries: The most answers that are remembered. Zero remembers none.
    ///   - maximumBytes: The most memory, roughly, that they and their calls may take. Default 64 MiB.
    ///   - lifetime: How long an answer is given again. Zero never does.
    ///   - includesSampled: Whether calls whose temperature is above zero are remembered.
    ///   - clock: Measures the lifetime.
    ///   - identity: Takes out of a call what does not matter to its answer; nil does not remember it.
    public init(
        maximumEntries: Int = 1000,
        maximumBytes: Int = 64 << 20,
        lifetime: Duration = .seconds(300),
        includesSampled: Bool = false,
        clock: CallClock = .continuous,
        identity: @escaping @Sendable (ModelCall) -> ModelCall? = { $0 }
    ) {
        entries = Mutex(RecentlyUsed(maximumCount: maximumEntries, maximumSize: maximumBytes))
        self.maximumBytes = maximumBytes
        self.lifetime = lifetime
        self.includesSampled = includesSampled
        self.clock = clock
        self.identity = identity
    }

    /// How many answers are remembered, those that are too old and not yet forgotten included.
    public var count: Int { entries.withLock { $0.count } }

    /// How many bytes they and their calls take, roughly.
    public var byteCount: Int { entries.withLock { $0.size } }

    /// Forgets everything.
    public func removeAll() { entries.withLock { $0.removeAll() } }

    /// Answers a call from memory, or by calling on.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - next: The rest of the chain.
    /// - Returns: The answer.
    /// - Throws: What the rest of the chain throws.
    public func respond(to call: ModelCall, next: @escaping Next) async throws -> ModelAnswer {
        guard let key = key(of: call) else { return try await next(call) }
        try Task.checkCancellation()
        if call.options.responseCaching != .refresh, let answer = remembered(key) { return answer }
        let answer = try await next(call)
        if call.isStreamed { return .stream(recorded(try answer.stream(), key)) }
        let response = try await answer.collect()
        keep(.response(response), for: key, size: response.footprint)
        return .response(response)
    }

    private func key(of call: ModelCall) -> CacheKey? {
        guard call.options.responseCaching != .off else { return nil }
        guard includesSampled || call.options.temperature ?? 0 <= 0 else { return nil }
        return identity(call).map(CacheKey.init)
    }

    private func remembered(_ key: CacheKey) -> ModelAnswer? {
        let now = clock.now()
        return entries.withLock { entries in
            guard let entry = entries.use(key) else { return nil }
            if entry.expiry > now { return entry.answer }
            entries.remove(key)
            return nil
        }
    }

    private func recorded(_ stream: ChatStream, _ key: CacheKey) -> ChatStream {
        stream.watched { [recorder = stream.recorder] in
            CacheRecording(recorder, maximumSize: self.maximumBytes) { self.keep($0, for: key, size: $1) }
        }
    }

    private func keep(_ form: CachedAnswer.Form, for key: CacheKey, size: Int) {
        let entry = CachedAnswer(form: form, expiry: clock.now().advanced(by: lifetime))
        let size = size + key.call.footprint
        entries.withLock { $0.insert(entry, for: key, size: size) }
    }
}

extension ResponseCache: CustomReflectable {
    /// Empty: it holds what was said.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
