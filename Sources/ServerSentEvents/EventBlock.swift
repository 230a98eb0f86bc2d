/// The fields gathered since the last blank line.
@usableFromInline
struct EventBlock: Sendable {
    /// "Initialize event's type to `message`": what an absent or empty `event` field means.
    @usableFromInline static let defaultType = Array("message".utf8)

    @usableFromInline var data = BlockData()
    @usableFromInline private(set) var type: [UInt8] = []
    /// `nil` when the block had no usable `id` field; empty when it resets the id.
    private(set) var id: String?
    var retry: Int?

    var isEmpty: Bool { !data.isPresent && type.isEmpty && id == nil && retry == nil }

    mutating func setType(_ value: ArraySlice<UInt8>) {
        type.removeAll(keepingCapacity: true)
        type.append(contentsOf: value)
    }

    /// Takes an id, unless it contains U+0000: such a field is ignored as a whole.
    mutating func setID(_ value: ArraySlice<UInt8>) {
        guard !value.contains(ASCII.nul) else { return }
        id = String(decoding: value, as: UTF8.self)
    }

    mutating func removeAll() {
        data.removeAll()
        if !type.isEmpty { type.removeAll(keepingCapacity: type.capacity <= BufferCapacity.kept) }
        if id != nil { id = nil }
        retry = nil
    }
}
