@testable import Bifrost
import FoundationEssentials
import HTTPTransport

extension FuzzTarget {
    /// The readers of dates and of durations in header fields: against Foundation's, and against what was written.
    static let dates = FuzzTarget(name: "dates", maximumLength: 128, seeds: { _ in texts }) { input in
        let text = String(decoding: input, as: UTF8.self)
        let now = UnixTime(seconds: 1_700_000_000)
        checkInstants(text, now)
        checkDurations(text, now)
        checkRoundTrip(input, now)
    }

    private static func checkInstants(_ text: String, _ now: UnixTime) {
        let http = HTTPDate.parse(text, now: now)
        let internet = InternetDate.parse(text)
        for instant in [http, internet].compactMap(\.self) {
            expect(instant.seconds.isFinite && abs(instant.seconds) < 1e12, "\(instant) for \(text)")
        }
        if let internet, let other = try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text),
            other.timeIntervalSince1970 > beginning
        {
            let difference = abs(internet.seconds - other.timeIntervalSince1970)
            expect(difference < 0.01, "an Internet date, ours and Foundation's, differ by \(difference) s: \(text)")
        }
    }

    private static func checkDurations(_ text: String, _ now: UnixTime) {
        for name in ["retry-after", "retry-after-ms"] {
            let fields = HTTPFields([.init(name: name, value: text)])
            if let duration = RetryAfter.duration(in: fields, nil, now: now) {
                expect(.zero <= duration && duration <= .seconds(1_000_000_000_000), "\(duration) for \(text)")
            }
        }
        if let number = Double(text) { _ = RetryAfter.duration(in: HTTPFields(), number, now: now) }
        switch RateLimit.Reset(text) {
        case .after(let duration): expect(duration >= .zero, "\(duration) for \(text)")
        case .at(let seconds): expect(seconds.isFinite && abs(seconds) < 1e12, "\(seconds) for \(text)")
        default: break
        }
    }

    /// The year 1600: before 1582, Foundation's calendar is the Julian one.
    private static let beginning = -11_676_096_000.0

    /// Any second from 1600 to 9999, written by Foundation's calendar, is read as that second.
    private static func checkRoundTrip(_ input: [UInt8], _ now: UnixTime) {
        let number = input.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let seconds = beginning + Double(number % 265_000_000_000)
        let written = WrittenDate(seconds: seconds)
        expectEqual(InternetDate.parse(written.internet)?.seconds, seconds, "an Internet date: \(written.internet)")
        for text in [written.http, written.asctime] {
            expectEqual(HTTPDate.parse(text, now: now)?.seconds, seconds, "an HTTP date: \(text)")
        }
        // A year of two digits is one of the hundred around the present.
        guard abs(seconds - now.seconds) < 49 * 365 * 86_400 else { return }
        expectEqual(HTTPDate.parse(written.rfc850, now: now)?.seconds, seconds, "an HTTP date: \(written.rfc850)")
    }

    private static let texts = [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "120", "0.5",
        "2026-01-31T23:59:60.5+01:00", "2026-02-28t00:00:00Z", "6m0s", "1h2m3.5s", "250ms", "1700000000", "1e10", "-1",
    ].map { Array($0.utf8) }
}

/// An instant in the forms of RFC 3339 and RFC 9110, by the calendar of Foundation.
private struct WrittenDate {
    let internet: String
    let http: String
    let rfc850: String
    let asctime: String

    init(seconds: Double) {
        internet = Date(timeIntervalSince1970: seconds).formatted(.iso8601)
        let parts = internet.split { "-T:Z".contains($0) }.map(String.init)
        let (year, month, day, time) = (parts[0], Self.months[(Int(parts[1]) ?? 1) - 1], parts[2], parts[3...5])
        // The first day of 1970 was a Thursday.
        let weekday = Self.weekdays[((Int(seconds / 86_400 - (seconds < 0 ? 1 : 0)) + 4) % 7 + 7) % 7]
        let clock = time.joined(separator: ":")
        http = "\(weekday.prefix(3)), \(day) \(month) \(year) \(clock) GMT"
        rfc850 = "\(weekday), \(day)-\(month)-\(year.suffix(2)) \(clock) GMT"
        asctime = "\(weekday.prefix(3)) \(month) \(day.hasPrefix("0") ? " " + day.dropFirst() : day) \(clock) \(year)"
    }

    private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
