extension ResponseMetadata {
    /// Whether a ``ResponseCache`` of this process gave the answer; the rest is then that of the call it remembers.
    public var isCached: Bool { self[CacheMark.self] != nil }

    /// Notes that the answer was remembered.
    mutating func markCached() { self[CacheMark.self] = CacheMark() }
}

private struct CacheMark: Hashable, Sendable {}
