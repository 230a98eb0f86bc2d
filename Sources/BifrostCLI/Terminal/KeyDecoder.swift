/// Turns a terminal's bytes into keys, however they are cut (ECMA-48 section 5.4, xterm's sequences).
struct KeyDecoder {
    private static let escape: UInt8 = 0x1b
    private static let pasteEnd = Array("\u{1B}[201~".utf8)
    /// A paste of more than this is no text that a person wants to send.
    static let maximumPaste = 4 << 20

    private var bytes: [UInt8] = []
    /// What was pasted so far.
    ///
    /// Nil outside of a paste.
    private var pasted: [UInt8]?

    /// Takes the next bytes.
    mutating func append(_ more: [UInt8]) { bytes += more }

    /// Whether a sequence has begun and not ended, so that a lone Escape may be told from it by waiting.
    var isPending: Bool { !bytes.isEmpty && pasted == nil }

    /// Gives up waiting for the rest of a sequence: what is there was a key by itself.
    mutating func flush() -> Key? {
        guard isPending else { return nil }
        bytes.removeFirst()
        return .unknown
    }

    /// The next key; nil when it takes more bytes.
    mutating func next() -> Key? {
        if pasted != nil { return nextOfPaste() }
        guard let first = bytes.first else { return nil }
        switch first {
        case Self.escape: return nextOfSequence()
        case 0x0d: return take(1, as: .enter)
        case 0x0a: return take(1, as: .newline)
        case 0x7f, 0x08: return take(1, as: .backspace)
        case ..<0x20: return take(1, as: .control(Character(Unicode.Scalar(first | 0x60))))
        default: return nextCharacter()
        }
    }

    private mutating func take(_ count: Int, as key: Key) -> Key {
        bytes.removeFirst(count)
        return key
    }

    /// A whole UTF-8 sequence; a byte that begins none is dropped.
    private mutating func nextCharacter() -> Key? {
        let length = Self.length(of: bytes[0])
        guard bytes.count >= length else { return nil }
        guard let text = String(validating: bytes.prefix(length), as: UTF8.self) else { return take(1, as: .unknown) }
        return take(length, as: .text(text))
    }

    private static func length(of first: UInt8) -> Int {
        switch first {
        case 0xc2...0xdf: 2
        case 0xe0...0xef: 3
        case 0xf0...0xf4: 4
        default: 1
        }
    }
}

// MARK: Sequences

extension KeyDecoder {
    private mutating func nextOfSequence() -> Key? {
        guard bytes.count > 1 else { return nil }
        switch bytes[1] {
        case UInt8(ascii: "["): return nextOfControlSequence()
        case UInt8(ascii: "O"):
            guard bytes.count > 2 else { return nil }
            let final = bytes[2]
            return take(3, as: Self.key(final: final, parameters: ""))
        case 0x0d, 0x0a: return take(2, as: .newline)
        case UInt8(ascii: "b"): return take(2, as: .wordLeft)
        case UInt8(ascii: "f"): return take(2, as: .wordRight)
        case 0x7f: return take(2, as: .control("w"))
        // Two escapes in a row: the first one was a key.
        case Self.escape: return take(1, as: .unknown)
        default: return take(2, as: .unknown)
        }
    }

    /// `ESC [ parameters final`.
    private mutating func nextOfControlSequence() -> Key? {
        guard let end = bytes.dropFirst(2).firstIndex(where: { 0x40...0x7e ~= $0 }) else {
            // No sequence is this long.
            return bytes.count > 64 ? take(bytes.count, as: .unknown) : nil
        }
        let parameters = String(decoding: bytes[2..<end], as: UTF8.self)
        let final = bytes[end]
        bytes.removeFirst(end + 1)
        guard final != UInt8(ascii: "~") || parameters != "200" else {
            pasted = []
            return nextOfPaste()
        }
        return Self.key(final: final, parameters: parameters)
    }

    private static func key(final: UInt8, parameters: String) -> Key {
        // `1;5D` is Ctrl and Left, `1;3D` Alt and Left.
        let isModified = ["1;3", "1;5"].contains(parameters)
        switch final {
        case UInt8(ascii: "A"): return .up
        case UInt8(ascii: "B"): return .down
        case UInt8(ascii: "C"): return isModified ? .wordRight : .right
        case UInt8(ascii: "D"): return isModified ? .wordLeft : .left
        case UInt8(ascii: "H"): return .home
        case UInt8(ascii: "F"): return .end
        case UInt8(ascii: "~"): return keyOfNumber(parameters)
        default: return .unknown
        }
    }

    private static func keyOfNumber(_ number: String) -> Key {
        switch number {
        case "1", "7": .home
        case "4", "8": .end
        case "3": .delete
        default: .unknown
        }
    }
}

// MARK: Bracketed paste

extension KeyDecoder {
    private mutating func nextOfPaste() -> Key? {
        guard let end = bytes.firstRange(of: Self.pasteEnd) else {
            keepPasted(upTo: bytes.count - Self.pasteEnd.count + 1)
            return nil
        }
        keepPasted(upTo: end.lowerBound)
        bytes.removeFirst(Self.pasteEnd.count)
        defer { pasted = nil }
        let text = String(decoding: pasted ?? [], as: UTF8.self)
        return .paste(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
    }

    private mutating func keepPasted(upTo count: Int) {
        guard count > 0 else { return }
        let room = Self.maximumPaste - (pasted?.count ?? 0)
        pasted?.append(contentsOf: bytes.prefix(min(count, max(0, room))))
        bytes.removeFirst(count)
    }
}
