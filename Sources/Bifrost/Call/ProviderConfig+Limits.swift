public import LLM

extension ProviderConfig {
    /// The limits of a call that has none of its own: nothing is left to inherit.
    ///
    /// - Parameter streamed: Whether the call streams; without that there is neither a first token nor a stall, and
    ///   the whole call has a limit.
    /// - Returns: The limits, each `.off` or a time.
    /// - Throws: ``LLMError/Code/configuration`` for a limit that is not more than zero.
    public func limits(streamed: Bool) throws(LLMError) -> TimeLimits {
        let limits = try CallLimits(call: TimeLimits(), config: self, streamed: streamed)
        return TimeLimits(
            queue: TimeLimit(limits.queue),
            connect: TimeLimit(limits.connect),
            firstByte: TimeLimit(limits.firstByte),
            firstToken: TimeLimit(limits.firstToken),
            idle: TimeLimit(limits.idle),
            stall: TimeLimit(limits.stall),
            total: TimeLimit(limits.total)
        )
    }
}

extension TimeLimit {
    /// The limit of a length; nil is off.
    fileprivate init(_ duration: Duration?) { self = duration.map { .after($0) } ?? .off }
}
