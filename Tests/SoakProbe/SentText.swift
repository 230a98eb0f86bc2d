import BifrostTesting
import TestSupport

/// The text that the gateway sends: some bytes, so many times.
struct SentText {
    private let unit: [UInt8]
    private let count: Int

    /// What the embedded gateway's model says, under a fault or not.
    init(of fault: Fault?, to prompt: String, isStream: Bool) {
        switch fault {
        case .splitUTF8: self.init("Grüße aus Köln 🌍 — 你好")
        case .endless where isStream: self.init("again ", count: .max)
        case .hugeLine where isStream: self.init("x", count: 8_000_000)
        default: self.init(Self.answer(to: prompt))
        }
    }

    private init(_ unit: String, count: Int = 1) {
        self.unit = Array(unit.utf8)
        self.count = count
    }

    /// Whether a text is the beginning of it, byte by byte.
    func begins(with text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count / unit.count < count || bytes.count == unit.count * count else { return false }
            return bytes.indices.allSatisfy { bytes[$0] == unit[$0 % unit.count] }
        }
    }

    /// Whether a text is all of it.
    func isWhole(_ text: String) -> Bool {
        count < .max && text.utf8.count == unit.count * count && begins(with: text)
    }

    /// The built-in model says again what it does not understand.
    private static func answer(to prompt: String) -> String {
        "You said: “\(prompt)” This is the embedded gateway's built-in model; it streams, calls tools and "
            + "writes JSON, but it knows little of the world."
    }

    /// Characters of one to four bytes, with those that JSON, events and HTTP write in another way.
    private static let alphabet = Array("aeinrstäßéø你好🌍👩‍💻\"\\/{}[]:,\u{1}\u{7f}\u{2028}\t\r\n   ")

    /// A text that nobody has asked before and that means nothing to the model.
    static func randomPrompt(_ random: inout SplitMix64) -> String {
        let length = Int.random(in: 1..<20, using: &random) * Int.random(in: 1..<20, using: &random)
        return "Say " + String((0..<length).compactMap { _ in alphabet.randomElement(using: &random) })
    }
}
