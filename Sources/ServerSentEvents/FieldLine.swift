/// One line of a block, taken apart: the field that it sets and where its value lies in the line buffer.
struct FieldLine {
    /// The fields that the algorithm knows.
    ///
    /// The raw value is the digit 1 followed by the name's bytes, so that a name is compared as one number.
    enum Field: UInt64 {
        case data = 0x1_64_61_74_61
        case event = 0x1_65_76_65_6E_74
        case id = 0x1_69_64
        case retry = 0x1_72_65_74_72_79
    }

    /// `nil` for a comment or an unknown field, both of which are ignored.
    let field: Field?
    let value: Range<Int>

    /// Splits at the first colon and drops one U+0020, no other white space, in front of the value.
    init(_ line: Range<Int>, in bytes: Span<UInt8>) {
        // No further than the longest known name: whatever has its colon later is unknown anyway.
        let nameLimit = min(line.upperBound, line.lowerBound + 6)
        var nameEnd = line.lowerBound
        var name: UInt64 = 1
        while nameEnd < nameLimit, bytes[nameEnd] != ASCII.colon {
            name = name << 8 | UInt64(bytes[nameEnd])
            nameEnd += 1
        }
        field = Field(rawValue: name)
        var start = min(nameEnd + 1, line.upperBound)
        if start < line.upperBound, bytes[start] == ASCII.space { start += 1 }
        value = start..<line.upperBound
    }
}
