import Histogram

/// How long things took: a histogram of three digits (hdrhistogram.org), from a microsecond to any length.
struct Latencies: Sendable {
    private var histogram: Histogram<UInt64>

    init() {
        var histogram = Histogram<UInt64>(
            lowestDiscernibleValue: 1, highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: .three)
        histogram.autoResize = true
        self.histogram = histogram
    }

    var count: Int { Int(histogram.totalCount) }

    mutating func record(_ duration: Duration) { histogram.record(Self.microseconds(duration)) }

    /// Records also the waits of calls that were not made while this one kept their place, one for each interval.
    mutating func record(_ duration: Duration, expectedInterval: Duration?) {
        guard let expectedInterval else { return record(duration) }
        histogram.recordCorrectedValue(
            Self.microseconds(duration), expectedInterval: Self.microseconds(expectedInterval))
    }

    mutating func add(_ other: Latencies) { histogram.add(other.histogram) }

    /// The time that so many percent took at most, in microseconds; nil when there is none.
    func percentile(_ percent: Double) -> Double? {
        count > 0 ? Double(histogram.valueAtPercentile(percent)) : nil
    }

    var maximum: Double? { count > 0 ? Double(histogram.max) : nil }
    var mean: Double? { count > 0 ? histogram.mean : nil }

    private static func microseconds(_ duration: Duration) -> UInt64 {
        UInt64(max(1, min(duration / .microseconds(1), 1e15)))
    }
}
