/// The ways of cutting an input: byte by byte, and at random with empty pieces between.
///
/// The cuts come of the input itself, so that an input in the corpus is nothing but what a server sends.
enum Cuts {
    static func all(_ bytes: [UInt8]) -> [[[UInt8]]] {
        var generator = InputGenerator(bytes)
        return [bytes.map { [$0] }, random(bytes, most: Int.random(in: 1...200, using: &generator), using: &generator)]
    }

    private static func random(_ bytes: [UInt8], most: Int, using generator: inout InputGenerator) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let length = min(rest.count, Int.random(in: 0...most, using: &generator))
            pieces.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return pieces
    }
}

/// Random numbers that are the same for the same input (SplitMix64, begun with an FNV-1a hash).
struct InputGenerator: RandomNumberGenerator {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    init(_ bytes: [UInt8]) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
