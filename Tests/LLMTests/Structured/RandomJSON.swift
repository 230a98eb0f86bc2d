import TestSupport

@testable import LLM

/// JSON texts of every shape, right and wrong, from a seed.
struct RandomJSON {
    private var random: SplitMix64
    private let namesRepeat: Bool
    private var nameCount = 0

    init(seed: UInt64, namesRepeat: Bool = true) {
        random = SplitMix64(state: seed)
        self.namesRepeat = namesRepeat
    }

    /// A text with escapes and white space.
    mutating func text(depth: Int = 4) -> String { space() + value(depth: depth) + space() }

    /// The same with one place broken, which may still be JSON.
    mutating func damagedText() -> String {
        var bytes = Array(text().utf8)
        let position = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: position)
        case 1: bytes.insert(Array("\"\\{}[],:0-e.\u{1}tu".utf8).randomElement(using: &random) ?? 0, at: position)
        case 2: bytes.removeSubrange(position...)
        default: bytes.swapAt(position, Int.random(in: 0..<bytes.count, using: &random))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text in pieces of one to `longest` scalars.
    mutating func pieces(of text: String, longest: Int) -> [String] {
        var scalars = text.unicodeScalars[...]
        var pieces: [String] = []
        while !scalars.isEmpty {
            let piece = scalars.prefix(Int.random(in: 1...longest, using: &random))
            pieces.append(String(piece))
            scalars = scalars[piece.endIndex...]
        }
        return pieces
    }

    private mutating func value(depth: Int) -> String {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &random) {
        case 0: return string()
        case 1: return String(Int64.random(in: .min ... .max, using: &random))
        case 2: return ["0", "-0", "1.50", "-12.25e+3", "1E400", "3e-7", "18446744073709551616"].pick(&random)
        case 3: return ["true", "false", "null"].pick(&random)
        case 4: return ["{}", "[]", "\"\"", "[ ]", "{\n}"].pick(&random)
        case 5, 6: return list("[", "]") { $0.value(depth: depth - 1) }
        default: return list("{", "}") { $0.name() + $0.space() + ":" + $0.space() + $0.value(depth: depth - 1) }
        }
    }

    private mutating func list(_ open: String, _ close: String, item: (inout Self) -> String) -> String {
        let items = (0..<Int.random(in: 0...4, using: &random)).map { _ in space() + item(&self) + space() }
        return open + items.joined(separator: ",") + close
    }

    private mutating func name() -> String {
        nameCount += 1
        return namesRepeat ? string() : "\"\(nameCount)" + string().dropFirst()
    }

    private mutating func string() -> String {
        let atoms = [
            "a", "b", "key", "ü", "e\u{301}", "😀", "\u{2028}", "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\u00e9",
            "\\ud83d\\ude00", "\\ud83d", "\\ude00", "\\ud83d\\n", "\\ud83d\\ud83d\\ude00", "\\u0000", "{", "]", ",",
        ]
        return "\"" + (0..<Int.random(in: 0...4, using: &random)).map { _ in atoms.pick(&random) }.joined() + "\""
    }

    private mutating func space() -> String { ["", "", "", " ", "\n\t", "\r\n "].pick(&random) }
}

extension [String] {
    fileprivate func pick(_ random: inout SplitMix64) -> String { randomElement(using: &random) ?? "" }
}
