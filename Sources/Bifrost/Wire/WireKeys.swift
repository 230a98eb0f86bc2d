internal import LLM

/// The keys of one kind of object, looked up by their bytes.
struct WireKeys<Key: RawRepresentable<String> & CaseIterable & Sendable>: Sendable {
    private let keys = Array(Key.allCases)
    private let names = JSONNames(Key.allCases.map(\.rawValue))

    /// The key that a text is; nil for one that is not known.
    func key(for text: JSONText, in bytes: Span<UInt8>) -> Key? {
        names.position(of: text, in: bytes).map { keys[$0] }
    }
}
