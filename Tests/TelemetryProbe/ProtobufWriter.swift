/// Writes a message of protocol buffers (https://protobuf.dev/programming-guides/encoding/); what is empty is left out.
struct ProtobufWriter {
    private enum WireType: Int { case varint = 0, fixed64 = 1, length = 2 }

    private(set) var bytes: [UInt8] = []

    mutating func integer(_ field: Int, _ value: Int64) {
        tag(field, .varint)
        varint(UInt64(bitPattern: value))
    }

    mutating func fixed64(_ field: Int, _ value: UInt64) {
        tag(field, .fixed64)
        append(value)
    }

    mutating func double(_ field: Int, _ value: Double) { fixed64(field, value.bitPattern) }

    mutating func bytes(_ field: Int, _ value: [UInt8]?) {
        guard let value else { return }
        tag(field, .length)
        varint(UInt64(value.count))
        bytes += value
    }

    mutating func text(_ field: Int, _ value: String?) { bytes(field, value.map { Array($0.utf8) }) }

    mutating func packed(_ field: Int, _ values: [UInt64]) {
        var list = ProtobufWriter()
        values.forEach { list.append($0) }
        bytes(field, list.bytes)
    }

    mutating func message(_ field: Int, _ write: (inout ProtobufWriter) -> Void) {
        var message = ProtobufWriter()
        write(&message)
        bytes(field, message.bytes)
    }

    private mutating func tag(_ field: Int, _ type: WireType) { varint(UInt64(field << 3 | type.rawValue)) }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest > 127 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private mutating func append(_ value: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
}
