/// Notices a loop that turns without doing anything, as several releases of libcurl make it do.
struct SpinGuard {
    private static let turns = 5000
    private static let window = Duration.milliseconds(100)

    private var idleTurns = 0
    private var since = MonotonicTime.now
    /// How often it has tripped.
    private(set) var trips = 0

    /// A turn is over; true when the loop must rest for a moment.
    mutating func turned(usefully: Bool, at now: MonotonicTime) -> Bool {
        if usefully || now - since > Self.window && idleTurns < Self.turns {
            idleTurns = 0
            since = now
            return false
        }
        idleTurns += 1
        if idleTurns == Self.turns { trips += 1 }
        return idleTurns >= Self.turns
    }
}
