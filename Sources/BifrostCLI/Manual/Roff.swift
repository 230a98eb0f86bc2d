/// Text as `man` wants it (the macros of man(7)).
enum Roff {
    /// A text in which nothing is an instruction.
    static func escaped(_ text: some StringProtocol) -> String {
        let escaped = text.unicodeScalars.map(spelling).joined()
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }

    /// A character's spelling, since not every `man` expects more than ASCII.
    private static func spelling(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\\": return "\\e"
        case "-": return "\\-"
        case _ where scalar.isASCII: return String(scalar)
        default:
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
        }
    }

    static func bold(_ text: some StringProtocol) -> String { "\\fB\(escaped(text))\\fR" }
    static func italic(_ text: some StringProtocol) -> String { "\\fI\(escaped(text))\\fR" }

    /// A help text: paragraphs, headings in capitals, and lines with an indent, which stay as they are.
    static func discussion(_ text: String) -> String {
        var output = ""
        var isLiteral = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isIndented = line.first == " "
            if isIndented != isLiteral, !line.isEmpty {
                output += isIndented ? ".RS 2\n.nf\n" : ".fi\n.RE\n.PP\n"
                isLiteral = isIndented
            }
            output += line.isEmpty ? (isLiteral ? "" : ".PP\n") : (isLiteral ? literal(line) : flowing(line))
        }
        return output + (isLiteral ? ".fi\n.RE\n" : "")
    }

    private static func literal(_ line: Substring) -> String { "\\&" + escaped(line.dropFirst(2)) + "\n" }

    private static func flowing(_ line: Substring) -> String {
        let heading = line.prefix { $0.isUppercase || $0 == " " }
        let isHeading = heading.count > 4 && [":", "("].contains(line[heading.endIndex...].first)
        guard isHeading else { return escaped(line) + "\n" }
        return bold(heading) + escaped(line[heading.endIndex...]) + "\n"
    }
}
