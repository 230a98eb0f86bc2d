internal import Glibc

/// An instant of the clock that `ContinuousClock` reads.
///
/// The compiler knows its layout: a `ContinuousClock.Instant` is copied, compared and destroyed by calls into the
/// runtime, which cost a turn of the loop as much as libcurl.
struct MonotonicTime: Hashable, Sendable {
    private var nanoseconds: Int64

    static var now: MonotonicTime {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_BOOTTIME, &time)
        return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    private init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// Milliseconds until a later instant, rounded up; zero when it has passed.
    func milliseconds(until later: MonotonicTime) -> Int32 {
        guard later > self else { return 0 }
        let (milliseconds, rest) = (later.nanoseconds - nanoseconds).quotientAndRemainder(dividingBy: 1_000_000)
        return Int32(clamping: milliseconds + (rest > 0 ? 1 : 0))
    }
}

extension MonotonicTime: Comparable {
    static func < (one: MonotonicTime, other: MonotonicTime) -> Bool { one.nanoseconds < other.nanoseconds }

    static func - (end: MonotonicTime, start: MonotonicTime) -> Duration {
        .nanoseconds(end.nanoseconds - start.nanoseconds)
    }

    /// As late as can be told, when the duration is longer than that.
    static func + (time: MonotonicTime, duration: Duration) -> MonotonicTime {
        let nanoseconds = duration.attoseconds / 1_000_000_000
        return MonotonicTime(nanoseconds: Int64(clamping: Int128(time.nanoseconds) + nanoseconds))
    }
}

// MARK: Outside

extension MonotonicTime {
    fileprivate static let zero = MonotonicTime(nanoseconds: 0)
    /// Zero as it is outside, or earlier, so that what is due by an instant of the outside is never due too early here.
    fileprivate static let outsideZero = zeroByClosestReading()

    /// Of some readings the closest counts: a thread may lose its processor between two clocks.
    private static func zeroByClosestReading() -> ContinuousClock.Instant {
        let readings = (0..<8).map { _ in
            (outside: ContinuousClock.now, inside: MonotonicTime.now, end: ContinuousClock.now)
        }
        let closest = readings.min { $0.end - $0.outside < $1.end - $1.outside } ?? readings[0]
        return closest.outside - (closest.inside - zero)
    }

    init(_ instant: ContinuousClock.Instant) { self = Self.zero + Self.outsideZero.duration(to: instant) }
}

extension ContinuousClock.Instant {
    init(_ time: MonotonicTime) { self = MonotonicTime.outsideZero + (time - .zero) }
}
