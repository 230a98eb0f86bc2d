/// How many calls may be doubled: each call earns a share of a second one, and so many may be saved up.
///
/// A throttle like that of gRPC's retries (proposal A6): of n calls at most share × n + burst are doubled, so that a slow
/// service gets a little more to do and never twice as much.
struct HedgeBudget: Sendable {
    /// Shares are counted in whole millionths, so that ten tenths are one.
    private static let whole = 1_000_000

    private let share: Int
    private let most: Int
    private var saved: Int

    init(share: Double, burst: Int) {
        self.share = Int((share * Double(Self.whole)).rounded())
        most = burst * Self.whole
        saved = most
    }

    mutating func callMade() { saved = min(saved + share, most) }

    /// Whether a call may be doubled; if so, that is paid for.
    mutating func spend() -> Bool {
        guard saved >= Self.whole else { return false }
        saved -= Self.whole
        return true
    }
}
