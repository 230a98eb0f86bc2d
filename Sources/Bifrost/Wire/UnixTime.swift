private import FoundationEssentials

/// Seconds since 1 January 1970, 00:00 UTC.
package struct UnixTime: Hashable, Sendable {
    package var seconds: Double

    package static func now() -> UnixTime { UnixTime(seconds: Date().timeIntervalSince1970) }

    /// The start of a day of the Gregorian calendar, moved on by a time of day.
    package init(year: Int, month: Int, day: Int, secondOfDay: Int) {
        // Years begin in March, so that the leap day comes last.
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        seconds = Double((era * 146_097 + dayOfEra - 719_468) * 86_400 + secondOfDay)
    }

    package init(seconds: Double) { self.seconds = seconds }
}
