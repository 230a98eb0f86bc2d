/// How many columns a terminal takes for a text.
///
/// Wide are the characters that Unicode calls Wide or Fullwidth (UAX #11), and emoji; what combines with another
/// takes none.
enum TextWidth {
    /// The columns of a text on one line.
    static func columns(of text: some StringProtocol) -> Int { text.reduce(0) { $0 + columns(of: $1) } }

    /// The columns of a character: 0, 1 or 2.
    static func columns(of character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if first.isASCII { return first.value < 0x20 || first.value == 0x7f ? 0 : keycapColumns(character) }
        if isZeroWidth(first) { return 0 }
        // The variation selector asks for the coloured form.
        let isEmoji = first.properties.isEmojiPresentation || character.unicodeScalars.contains { $0.value == 0xfe0f }
        return isEmoji || isWide(first.value) ? 2 : 1
    }

    private static func keycapColumns(_ character: Character) -> Int {
        character.unicodeScalars.contains { $0.value == 0xfe0f } ? 2 : 1
    }

    private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control, .format: scalar.value != 0xad
        default: 0x1160...0x11ff ~= scalar.value
        }
    }

    private static func isWide(_ value: UInt32) -> Bool {
        wideRanges.contains { $0 ~= value }
    }

    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x4dbf, 0x4e00...0xa4cf, 0xa960...0xa97c, 0xac00...0xd7a3,
        0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff01...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18cff,
        0x1aff0...0x1b2ff, 0x1f200...0x1f265, 0x20000...0x3fffd,
    ]
}
