/// Durations are written in seconds, which other languages read too; nanoseconds are kept for up to some days.
extension KeyedDecodingContainer {
    /// Takes a duration; nil when it is absent.
    package func seconds(_ key: Key) throws -> Duration? {
        guard let seconds = try decodeIfPresent(Double.self, forKey: key) else { return nil }
        guard let nanoseconds = Int64(exactly: (seconds * 1e9).rounded()) else {
            throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "no duration")
        }
        return .nanoseconds(nanoseconds)
    }
}

extension KeyedEncodingContainer {
    /// Writes a duration, unless there is none.
    package mutating func encode(seconds duration: Duration?, forKey key: Key) throws {
        guard let duration else { return }
        let parts = duration.components
        try encode(Double(parts.seconds) + Double(parts.attoseconds / 1_000_000_000) / 1e9, forKey: key)
    }
}
