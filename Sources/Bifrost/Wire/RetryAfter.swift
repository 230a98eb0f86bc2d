internal import HTTPTransport

/// How long a server asks to wait before another attempt.
enum RetryAfter {
    /// Looks at `retry-after-ms`, then `retry-after` (RFC 9110 section 10.2.3, fractions too), then the gateway's
    /// `extra_fields.retry_after_ms`; what is past, negative or unreadable is no hint.
    static func duration(in fields: HTTPFields, _ payloadMilliseconds: Double?, now: UnixTime) -> Duration? {
        fields["retry-after-ms"].flatMap(number).flatMap { duration(seconds: $0 / 1000) }
            ?? fields["retry-after"].flatMap { duration(field: $0, now: now) }
            ?? payloadMilliseconds.flatMap { duration(seconds: $0 / 1000) }
    }

    private static func duration(field: String, now: UnixTime) -> Duration? {
        if let seconds = number(field) { return duration(seconds: seconds) }
        guard let date = HTTPDate.parse(field, now: now), date.seconds > now.seconds else { return nil }
        return duration(seconds: date.seconds - now.seconds)
    }

    private static func duration(seconds: Double) -> Duration? {
        // Beyond this no date can be meant, and a `Duration` could not hold much more.
        guard (0...1e12).contains(seconds) else { return nil }
        return .seconds(seconds)
    }

    /// A number in digits with at most one decimal point; `Double` alone would read `inf` and `0x1` as well.
    private static func number(_ text: String) -> Double? {
        let digits = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || $0 == UInt8(ascii: ".") })
        else { return nil }
        return Double(digits)
    }
}
