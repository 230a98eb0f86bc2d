internal import LLM

/// Cleans the words of others for an error: short, in one line, without pages of HTML and without the caller's keys.
struct ErrorText: Sendable {
    private static let maximumLength = 500
    /// Shorter keys are no secrets, and hiding each occurrence would garble the text.
    private static let minimumSecretLength = 4
    private let secrets: [[UInt8]]

    init(secrets: [Secret]) {
        self.secrets = secrets.map { Array($0.reveal().utf8) }
            .filter { $0.count >= Self.minimumSecretLength }
            .sorted { $0.count > $1.count }
    }

    /// A text for the message; nil when nothing readable is left.
    func short(_ bytes: [UInt8], isHTML: Bool = false) -> String? {
        // The keys go first: what is cut off later might leave half a key.
        var text = scrubbed(bytes)[...]
        if let markup = Markup(in: text, isHTML: isHTML) {
            // Without its tags the heading may have a key in it that had a tag inside.
            text = scrubbed(markup.before + Array(" ".utf8) + markup.heading)[...]
        }
        let line = Self.singleLine(String(decoding: text, as: UTF8.self))
        return line.isEmpty ? nil : line
    }

    /// A type, a code, an id or a name; nil when nothing is left.
    func word(_ word: String) -> String? { short(Array(word.utf8)) }

    /// The text with every key replaced.
    private func scrubbed(_ bytes: [UInt8]) -> [UInt8] {
        secrets.reduce(bytes) { bytes, secret in
            guard bytes.position(of: secret, from: 0) != nil else { return bytes }
            var result: [UInt8] = []
            var start = 0
            while let position = bytes.position(of: secret, from: start) {
                result += bytes[start..<position]
                result += Secret("").description.utf8
                start = position + secret.count
            }
            return result + bytes[start...]
        }
    }

    /// One line of limited length; control characters, which could steer a terminal, become spaces.
    private static func singleLine(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        var length = 0
        var needsSpace = false
        for scalar in text.unicodeScalars {
            guard !scalar.properties.isWhitespace, scalar.properties.generalCategory != .control else {
                needsSpace = !line.isEmpty
                continue
            }
            if needsSpace {
                line.append(" ")
                length += 1
            }
            needsSpace = false
            guard length < maximumLength else { return String(line) + "…" }
            line.append(scalar)
            length += 1
        }
        return String(line)
    }
}

extension [UInt8] {
    /// Where a pattern stands for the first time at or after an offset; nil when it does not.
    func position(of pattern: [UInt8], from start: Int) -> Int? {
        guard let first = pattern.first, count - start >= pattern.count else { return nil }
        var position = start
        while let candidate = self[position...].firstIndex(of: first), candidate + pattern.count <= count {
            if self[candidate...].starts(with: pattern) { return candidate }
            position = candidate + 1
        }
        return nil
    }
}
