import FoundationEssentials
import Glibc

/// Time that was used, in seconds.
struct Usage {
    var user: Double
    var system: Double
    var wall: Double

    /// Since the process began.
    static var now: Usage {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Usage(
            user: usage.ru_utime.seconds, system: usage.ru_stime.seconds,
            wall: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
    }

    static func - (end: Usage, start: Usage) -> Usage {
        Usage(user: end.user - start.user, system: end.system - start.system, wall: end.wall - start.wall)
    }
}

extension timeval {
    fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}

/// The most memory that was resident, in KiB.
///
/// What getrusage tells begins with that of the process that started this one.
func peakKilobytes() -> Int {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
        let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return 0 }
    return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).lazy.compactMap { Int($0) }.first ?? 0
}

/// Lets this process open as many connections as it may.
func raiseDescriptorLimit() {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}
