import LLM

/// The doctor's report for people: aligned, and no wider than a terminal of 80 columns.
struct DoctorReport {
    private static let width = 80
    private static let statusWidth = 6
    private static let nameWidth = 15

    private let style: Style
    /// Skipped for one reason, and not shown yet.
    private var skipped: [Check] = []

    init(style: Style) { self.style = style }

    /// What stands above the checks.
    func introduction(asksForChat: Bool) -> String {
        guard asksForChat else { return "" }
        return wrapped(
            "Sends one tiny chat (at most \(Examination.maximumTokens) tokens); --no-chat leaves it out.", indent: 0)
            + "\n"
    }

    /// The lines that can be shown now that a check is done; those that were skipped for one reason share a line.
    mutating func lines(_ check: Check) -> String {
        let isAnother = check.status != .skip || check.message != skipped.first?.message
        let earlier = isAnother ? takeSkipped() : ""
        guard check.status == .skip else { return earlier + lines(check, title: check.name.title) }
        skipped.append(check)
        return earlier
    }

    private mutating func takeSkipped() -> String {
        defer { skipped = [] }
        guard var check = skipped.first else { return "" }
        guard skipped.count > 1 else { return lines(check, title: check.name.title) }
        check.message += ": " + skipped.map(\.name.title).joined(separator: ", ")
        return lines(check, title: "\(skipped.count) checks")
    }

    private func lines(_ check: Check, title: String) -> String {
        let first = "\(mark(check.status))\(style.bold((title + " ").padded(to: Self.nameWidth)))"
        let indent = Self.statusWidth + Self.nameWidth
        let texts = [check.message] + check.notes
        let body = texts.map { wrapped(TerminalText.line($0), indent: indent) }.joined()
        return first + String(body.dropFirst(indent))
    }

    /// What stands below the checks.
    mutating func summary(_ diagnosis: Diagnosis) -> String {
        var text = takeSkipped()
        if !diagnosis.limits.isEmpty {
            text += "\n\(style.bold("Time limits of a streamed call"))\n"
            text += diagnosis.limits.map(line).joined()
        }
        text += "\n\(style.bold("Advice"))\n"
        let advice = diagnosis.advice
        if advice.isEmpty { return text + "  nothing to mend\n" }
        for (number, piece) in advice.enumerated() {
            let label = "  \(number + 1). "
            text += label + wrapped(TerminalText.line(piece), indent: label.count).dropFirst(label.count)
        }
        return text
    }

    private func line(_ row: LimitRow) -> String {
        "  \(row.limit.option.padded(to: 23))\(Wording.limit(row.value).padded(to: 8))\(row.covers)\n"
    }

    private func mark(_ status: Check.Status) -> String {
        let word = status.rawValue.padded(to: Self.statusWidth)
        switch status {
        case .pass: return style.green(word)
        case .warn: return style.yellow(word)
        case .fail: return style.red(word)
        case .skip: return style.dim(word)
        }
    }

    /// The text in lines that begin with so many spaces and are broken between words.
    private func wrapped(_ text: String, indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        let lead = String(text.prefix { $0 == " " })
        var lines: [String] = []
        var line = margin + lead
        var isEmpty = true
        for word in text.split(separator: " ") {
            if !isEmpty, TextWidth.columns(of: line) + 1 + TextWidth.columns(of: word) > Self.width {
                lines.append(line)
                line = margin + lead
                isEmpty = true
            }
            line += isEmpty ? String(word) : " \(word)"
            isEmpty = false
        }
        lines.append(line)
        return lines.map { $0 + "\n" }.joined()
    }
}

extension String {
    /// The text with spaces behind it, up to a width.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - TextWidth.columns(of: self)))
    }
}
