internal import LLM

extension JSONScanner {
    /// Reads `audio`; nil when there is nothing in it.
    mutating func audio(in bytes: Span<UInt8>) throws(JSONError) -> AudioOutput? {
        guard try beginObjectIfPresent(in: bytes) else { return nil }
        var audio = AudioOutput()
        let keys = AudioKey.keys
        while let name = try nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .id: audio.id = try stringIfPresent(in: bytes).flatMap { $0.isEmpty ? nil : $0 }
            case .data: audio.data = try stringIfPresent(in: bytes) ?? ""
            case .transcript: audio.transcript = try stringIfPresent(in: bytes) ?? ""
            case .expiresAt: audio.expiresAt = try integerIfPresent(in: bytes)
            case nil: try skipValue(in: bytes)
            }
        }
        return audio == AudioOutput() ? nil : audio
    }
}
