/// An instant of RFC 3339 section 5.6.
enum InternetDate {
    /// Reads `2026-01-31T23:59:60.5+01:00`.
    ///
    /// - Parameter text: The instant, with nothing around it.
    /// - Returns: The instant; nil for anything else.
    static func parse(_ text: String) -> UnixTime? {
        let bytes = Array(text.utf8)
        let template = Array("0000-00-00T00:00:00".utf8)
        guard bytes.count > template.count, zip(bytes, template).allSatisfy(isLike),
            let year = number(bytes[0..<4], 0...9999), let month = number(bytes[5..<7], 1...12),
            let day = number(bytes[8..<10], 1...31), let hour = number(bytes[11..<13], 0...23),
            let minute = number(bytes[14..<16], 0...59), let second = number(bytes[17..<19], 0...60)
        else { return nil }
        let fraction = bytes[19...].prefix { $0 == UInt8(ascii: ".") || isDigit($0) }
        guard fraction.isEmpty || fraction.first == UInt8(ascii: ".") && fraction.count > 1,
            let part = fraction.isEmpty ? 0 : Double("0" + String(decoding: fraction, as: UTF8.self)),
            let offset = offset(bytes[fraction.endIndex...])
        else { return nil }
        var instant = UnixTime(year: year, month: month, day: day, secondOfDay: hour * 3600 + minute * 60 + second)
        instant.seconds += part - Double(offset)
        return instant
    }

    /// `Z`, or how far ahead the clocks were, in seconds.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        if bytes.count == 1, let zone = bytes.first, zone | 0x20 == UInt8(ascii: "z") { return 0 }
        guard bytes.count == 6, zip(bytes.dropFirst(), Array("00:00".utf8)).allSatisfy(isLike),
            let sign = bytes.first, "+-".utf8.contains(sign),
            let hours = number(bytes.dropFirst().prefix(2), 0...23), let minutes = number(bytes.suffix(2), 0...59)
        else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }

    /// A zero stands for any digit; a small letter or a blank may stand for `T`.
    private static func isLike(_ byte: UInt8, _ model: UInt8) -> Bool {
        switch model {
        case UInt8(ascii: "0"): isDigit(byte)
        case UInt8(ascii: "T"): "Tt ".utf8.contains(byte)
        default: byte == model
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private static func number(_ digits: ArraySlice<UInt8>, _ range: ClosedRange<Int>) -> Int? {
        Int(String(decoding: digits, as: UTF8.self)).flatMap { range.contains($0) ? $0 : nil }
    }
}
