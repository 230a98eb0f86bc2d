/// Text of strangers for a terminal: what could move the cursor, change colours, reorder what is written or make the
/// terminal answer is shown as a picture of itself.
///
/// Line feeds and tabs stay; a carriage return is left out, since it would hide what stands before it.
enum TerminalText {
    /// The text without power over the terminal.
    static func neutral(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isPowerful) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar != "\r" {
            result.append(isPowerful(scalar) ? picture(scalar) : scalar)
        }
        return String(result)
    }

    /// The text without power over the terminal, on one line.
    static func line(_ text: String) -> String {
        String(neutral(text).map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }

    /// JSON that means the same, and has no power over the terminal: what had stands in it by number.
    static func neutralJSON(_ json: String) -> String {
        guard json.unicodeScalars.contains(where: isPowerful) else { return json }
        var result = ""
        for scalar in json.unicodeScalars {
            guard isPowerful(scalar) else {
                result.unicodeScalars.append(scalar)
                continue
            }
            for unit in scalar.utf16 {
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return result
    }

    private static func isPowerful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0a, 0x09: false
        // C0, DEL and C1 (ECMA-48).
        case ..<0x20, 0x7f...0x9f: true
        // Embeddings, overrides and isolates of direction (UAX #9), which make text read as other than it is.
        case 0x202a...0x202e, 0x2066...0x2069: true
        // Tags, which nobody sees.
        case 0xe0000...0xe007f: true
        default: false
        }
    }

    /// Unicode's control pictures, which are in the order of the controls.
    private static func picture(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case ..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
        case 0x7f: "\u{2421}"
        default: "\u{FFFD}"
        }
    }
}
