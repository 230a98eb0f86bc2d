@testable import Bifrost

extension FuzzTarget {
    /// The reader of Base64: against a slow one, and against what was written.
    static let base64 = FuzzTarget(name: "base64", maximumLength: 512, seeds: { _ in texts }) { input in
        let text = String(decoding: input, as: UTF8.self)
        if !text.hasPrefix("data:") {
            expectEqual(try? Base64.bytes(text, of: "input"), slowlyDecoded(text), "decoded fast and slowly: \(text)")
        } else {
            _ = try? Base64.bytes(text, of: "input")
        }
        let encoded = encoded(input)
        for text in [encoded, "data:image/png;base64," + encoded, encoded.map { "\($0)\r\n " }.joined()] {
            expectEqual(try? Base64.bytes(text, of: "input"), input, "encoded and decoded")
        }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// RFC 4648 section 4 by the letter: fours of letters, the last one filled up with `=`.
    private static func slowlyDecoded(_ text: String) -> [UInt8]? {
        let letters = text.utf8.filter { $0 != 0x20 && !(0x09...0x0D ~= $0) }
        guard letters.count % 4 == 0 else { return nil }
        let digits = letters.prefix(while: { $0 != UInt8(ascii: "=") })
        guard letters.count - digits.count <= 2, letters[digits.count...].allSatisfy({ $0 == UInt8(ascii: "=") })
        else { return nil }
        var bits: [Bool] = []
        for digit in digits {
            guard let value = alphabet.firstIndex(of: digit) else { return nil }
            bits += (0..<6).map { value >> (5 - $0) & 1 == 1 }
        }
        return (0..<bits.count / 8).map { byte in
            bits[(byte * 8)..<(byte * 8 + 8)].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
        }
    }

    private static func encoded(_ bytes: [UInt8]) -> String {
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let three = bytes[start..<min(start + 3, bytes.count)]
            let number = (three + [0, 0]).prefix(3).reduce(0) { $0 << 8 | Int($1) }
            let digits = (0..<4).map { Character(Unicode.Scalar(alphabet[number >> (18 - 6 * $0) & 63])) }
            text += String(digits.prefix(three.count + 1)) + String(repeating: "=", count: 3 - three.count)
        }
        return text
    }

    private static let texts = [
        "", "AA==", "AAA=", "AAAA", "A", "AB==", "data:audio/wav;base64,AAAA", "A A\nA=", "-_-_",
    ]
    .map { Array($0.utf8) }
}
