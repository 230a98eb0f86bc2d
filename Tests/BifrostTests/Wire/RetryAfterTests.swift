import HTTPTransport
import Testing

@testable import Bifrost

struct RetryAfterTests {
    /// Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110.
    static let now = UnixTime(seconds: 784_111_777)

    @Test(arguments: [
        ("5", Duration?.some(.seconds(5))), (" 5 ", .seconds(5)), ("0.25", .milliseconds(250)), ("0", .zero),
        ("90", .seconds(90)), ("86400", .seconds(86400)), ("Sun, 06 Nov 1994 08:50:37 GMT", .seconds(60)),
        ("Sunday, 06-Nov-94 08:50:37 GMT", .seconds(60)), ("Sun Nov  6 08:50:37 1994", .seconds(60)),
        ("Thu, 01 Dec 1994 00:00:00 GMT", .seconds(2_128_223)), ("Sun Nov 16 08:49:37 1994", .seconds(864_000)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 1994 08:49:36 GMT", nil), ("-5", nil), ("", nil),
        ("soon", nil), ("inf", nil), ("nan", nil), ("0x5", nil), ("1e3", nil), ("5 6", nil), ("1.2.3", nil), (".", nil),
        ("99999999999999999999999999", nil), ("Sun, 06 Foo 1994 08:50:37 GMT", nil),
        ("Sun, 06 Nov 1994 25:50:37 GMT", nil), ("Sun, 06 Nov 1994 08:50 GMT", nil),
        ("Sun, 06 Nov 1994 08:50:37 CET", nil), ("06 Nov 1994 08:50:37 GMT", nil),
        ("Sun, 32 Nov 1994 08:50:37 GMT", nil),
    ])
    func field(value: String, expected: Duration?) {
        let fields = HTTPFields([HTTPFields.Field(name: "Retry-After", value: value)])
        #expect(RetryAfter.duration(in: fields, nil, now: Self.now) == expected)
    }

    @Test(arguments: [
        (["retry-after-ms": "300", "retry-after": "5"], 7.0, Duration?.some(.milliseconds(300))),
        (["retry-after-ms": "1.5"], nil, .microseconds(1500)),
        (["retry-after-ms": "x", "retry-after": "5"], 7, .seconds(5)),
        (["retry-after-ms": "-1", "retry-after": "-1"], 7, .milliseconds(7)), ([:], 7, .milliseconds(7)),
        ([:], -7, nil), ([:], .infinity, nil), ([:], .nan, nil), ([:], nil, nil),
    ])
    func precedence(values: [String: String], payload: Double?, expected: Duration?) {
        let fields = HTTPFields(values.map { HTTPFields.Field(name: $0.key.uppercased(), value: $0.value) })
        #expect(RetryAfter.duration(in: fields, payload, now: Self.now) == expected)
    }

    @Test(arguments: [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0), ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600),
        ("Mon, 01 Mar 2100 00:00:00 GMT", 4_107_542_400), ("Fri, 31 Dec 1999 23:59:60 GMT", 946_684_800),
        ("Friday, 06-Nov-43 08:49:37 GMT", 2_330_412_577), ("Monday, 06-Nov-45 08:49:37 GMT", -762_189_023),
        ("Saturday, 06-Nov-99 08:49:37 GMT", 941_878_177),
    ])
    func dates(text: String, seconds: Double) {
        #expect(HTTPDate.parse(text, now: Self.now)?.seconds == seconds)
    }

    @Test func aYearOfTwoDigitsBelongsToThePresent() {
        let now = UnixTime(year: 2026, month: 11, day: 22, secondOfDay: 0)
        let expected = UnixTime(year: 2026, month: 11, day: 22, secondOfDay: 60)
        #expect(HTTPDate.parse("Sunday, 22-Nov-26 00:01:00 GMT", now: now) == expected)
        let endOfCentury = UnixTime(year: 2099, month: 12, day: 31, secondOfDay: 0)
        let nextCentury = UnixTime(year: 2100, month: 1, day: 1, secondOfDay: 0)
        #expect(HTTPDate.parse("Friday, 01-Jan-00 00:00:00 GMT", now: endOfCentury) == nextCentury)
    }
}
