import Glibc

/// How the times between two arrivals vary.
enum ArrivalPattern: String, CaseIterable, Sendable {
    /// As strangers come: exponentially distributed, so that bursts happen.
    case poisson
    /// All the same.
    case constant
}

/// When calls are meant to begin, in an open loop: the gateway's slowness does not change it.
struct ArrivalSchedule<Random: RandomNumberGenerator> {
    private let rate: Double
    private let pattern: ArrivalPattern
    private var random: Random
    private var count = 0
    private var seconds = 0.0

    /// - Parameters:
    ///   - rate: How many arrive in a second, more than zero.
    ///   - pattern: How the times between them vary.
    ///   - random: Where chance comes from.
    init(rate: Double, pattern: ArrivalPattern, random: Random) {
        self.rate = rate
        self.pattern = pattern
        self.random = random
    }

    /// The next arrival, from the start on.
    mutating func next() -> Duration {
        switch pattern {
        case .constant:
            // Multiplied rather than added up, so that errors do not.
            defer { count += 1 }
            return .seconds(Double(count) / rate)
        case .poisson:
            seconds += -log(1 - Double.random(in: 0..<1, using: &random)) / rate
            return .seconds(seconds)
        }
    }
}

/// Chance that can be repeated (Steele, Lea and Flood: "Fast splittable pseudorandom number generators").
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
