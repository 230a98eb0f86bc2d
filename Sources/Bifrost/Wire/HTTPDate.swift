/// A date of RFC 9110 section 5.6.7, in any of its three forms.
package enum HTTPDate {
    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`.
    ///
    /// - Parameters:
    ///   - text: The field's value.
    ///   - now: The present, which decides the century of a year of two digits.
    /// - Returns: The instant; nil for anything else.
    package static func parse(_ text: String, now: UnixTime) -> UnixTime? {
        let words = text.split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
        guard let weekday = words.first, weekdays.contains(where: weekday.hasPrefix) else { return nil }
        switch words.count {
        case 6 where words[5] == "GMT":
            return instant(day: words[1], month: words[2], year: words[3], time: words[4], now: now)
        case 5:
            return instant(day: words[2], month: words[1], year: words[4], time: words[3], now: now)
        default:
            return nil
        }
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func instant(day: String, month: String, year: String, time: String, now: UnixTime) -> UnixTime? {
        guard let day = number(day, 1...31), let month = months.firstIndex(of: month).map({ $0 + 1 }),
            let yearNumber = number(year, 0...9999), let secondOfDay = secondOfDay(time)
        else { return nil }
        guard year.utf8.count == 2 else {
            return UnixTime(year: yearNumber, month: month, day: day, secondOfDay: secondOfDay)
        }
        // "more than 50 years in the future … the most recent year in the past that had the same last two digits"
        let century = Int(1970 + now.seconds / secondsPerYear) / 100 * 100
        let instants = [100, 0, -100].map { shift in
            UnixTime(year: century + shift + yearNumber, month: month, day: day, secondOfDay: secondOfDay)
        }
        return instants.first { $0.seconds <= now.seconds + 50 * secondsPerYear }
    }

    private static let secondsPerYear = 365.2425 * 86_400

    private static func secondOfDay(_ time: String) -> Int? {
        let parts = time.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        // A leap second is the sixtieth.
        guard parts.count == 3, let hour = number(parts[0], 0...23), let minute = number(parts[1], 0...59),
            let second = number(parts[2], 0...60)
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    private static func number(_ digits: String, _ range: ClosedRange<Int>) -> Int? {
        guard digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let number = Int(digits),
            range.contains(number)
        else { return nil }
        return number
    }
}
