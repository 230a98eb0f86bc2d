private import Synchronization

/// An id for a call.
enum RequestID {
    private static let digits = Array("0123456789abcdef".utf8)
    /// How many digits stand between the hyphens.
    private static let groups = [8, 4, 4, 4, 12]
    private static let numbers = Mutex(RandomNumbers())

    /// Makes a random UUID (RFC 9562 section 5.4).
    static func random() -> String {
        let version: UInt64 = 4 << 12
        let variant: UInt64 = 0b10 << 62
        let (high, low) = numbers.withLock { numbers in (numbers.next(), numbers.next()) }
        return text(of: high & ~(0xF << 12) | version, low & ~(0b11 << 62) | variant)
    }

    private static func text(of high: UInt64, _ low: UInt64) -> String {
        return String(unsafeUninitializedCapacity: 36) { space in
            var number = UInt128(high) << 64 | UInt128(low)
            var position = 0
            for group in groups {
                if position > 0 {
                    space[position] = UInt8(ascii: "-")
                    position += 1
                }
                for _ in 0..<group {
                    space[position] = digits[Int(truncatingIfNeeded: number >> 124)]
                    number <<= 4
                    position += 1
                }
            }
            return position
        }
    }
}

/// Random numbers that are good enough to be unlike all others: the system is asked for every thousandth only, since
/// each time takes a call of it.
///
/// The generator is xoroshiro128++ (Blackman and Vigna).
private struct RandomNumbers {
    private var state: (UInt64, UInt64) = (0, 0)
    private var left = 0

    mutating func next() -> UInt64 {
        if left == 0 { seed() }
        left -= 1
        let (first, second) = (state.0, state.1 ^ state.0)
        let number = Self.rotate(state.0 &+ state.1, by: 17) &+ state.0
        state = (Self.rotate(first, by: 49) ^ second ^ (second << 21), Self.rotate(second, by: 28))
        return number
    }

    private mutating func seed() {
        var system = SystemRandomNumberGenerator()
        // A state of zeros would stay one.
        state = (system.next(), system.next() | 1)
        left = 1000
    }

    private static func rotate(_ number: UInt64, by bits: UInt64) -> UInt64 { number << bits | number >> (64 - bits) }
}
