import Glibc

/// Time that was used, in seconds.
public struct Usage {
    var user: Double
    var system: Double
    var wall: Double

    /// Since the process began.
    public static var now: Usage {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Usage(
            user: usage.ru_utime.seconds, system: usage.ru_stime.seconds,
            wall: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
    }

    /// What was used between two instants.
    public static func - (end: Usage, start: Usage) -> Usage {
        Usage(user: end.user - start.user, system: end.system - start.system, wall: end.wall - start.wall)
    }
}

extension timeval {
    fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}

/// Lets this process open as many connections as it may.
public func raiseDescriptorLimit() {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}
