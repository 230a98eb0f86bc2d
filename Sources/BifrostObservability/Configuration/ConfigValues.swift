import Configuration
import LLM

/// Reads values and tells absent ones from wrong ones, which a reader's plain accessors take for the same.
struct ConfigValues {
    /// A century: more than anybody waits, and small enough for every sum of instants.
    private static let longest = 100.0 * 366 * 86_400

    let reader: ConfigReader

    /// A text that is not empty; an empty one counts as absent, as in the environment.
    func text(_ name: String, isSecret: Bool = false) throws(LLMError) -> String? {
        let key = ConfigKey(name)
        if let text = reader.string(forKey: key, isSecret: isSecret) { return text.isEmpty ? nil : text }
        if reader.double(forKey: key, isSecret: isSecret) != nil || isPresent(key, isSecret: isSecret) {
            throw wrong(name, "must be a text")
        }
        return nil
    }

    func secret(_ name: String) throws(LLMError) -> Secret? { try text(name, isSecret: true).map { Secret($0) } }

    func limit(_ name: String) throws(LLMError) -> TimeLimit? {
        let problem = "must be a number of seconds above zero, or off"
        guard let value = try number(name, words: ["off", "inherit"], problem) else { return nil }
        switch value {
        case .word("inherit"): return .inherit
        case .word: return .off
        case .number(let seconds):
            guard seconds > 0, seconds < Self.longest else { throw wrong(name, problem) }
            return .seconds(seconds)
        }
    }

    func delay(_ name: String) throws(LLMError) -> Duration? {
        let problem = "must be a number of seconds, zero or more"
        guard case .number(let seconds) = try number(name, problem) else { return nil }
        guard seconds >= 0, seconds < Self.longest else { throw wrong(name, problem) }
        return .seconds(seconds)
    }

    func count(_ name: String) throws(LLMError) -> Int? {
        let problem = "must be a whole number, zero or more"
        guard case .number(let number) = try number(name, problem) else { return nil }
        guard let count = Int(exactly: number), count >= 0 else { throw wrong(name, problem) }
        return count
    }

    /// Header fields as a list of `name: value`: keys of readers are known beforehand, names of fields are not.
    func headers() throws(LLMError) -> [String: Secret] {
        let key: ConfigKey = "headers"
        guard let lines = reader.stringArray(forKey: key, isSecret: true) else {
            if reader.string(forKey: key, isSecret: true) != nil || isPresent(key, isSecret: true) {
                throw wrong("headers", "must be a list of texts")
            }
            return [:]
        }
        var headers: [String: Secret] = [:]
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw wrong("headers", "must be a list of `name: value`") }
            let name = String(parts[0].trimmingSpaces)
            guard headers.updateValue(Secret(String(parts[1].trimmingSpaces)), forKey: name) == nil else {
                throw wrong("headers", "has a name twice")
            }
        }
        return headers
    }

    private enum Value {
        case number(Double)
        case word(String)
    }

    private func number(
        _ name: String, words: Set<String> = [], _ problem: String
    ) throws(LLMError) -> Value? {
        let key = ConfigKey(name)
        if let number = reader.double(forKey: key) { return .number(number) }
        if let number = reader.int(forKey: key) { return .number(Double(number)) }
        if let text = reader.string(forKey: key) {
            if text.isEmpty { return nil }
            if words.contains(text) { return .word(text) }
            // A provider may have typed values only, and a number in a text.
            if let number = Double(text) { return .number(number) }
            throw wrong(name, problem)
        }
        if isPresent(key) { throw wrong(name, problem) }
        return nil
    }

    /// Whether there is something else than a text or a number with a fraction.
    private func isPresent(_ key: ConfigKey, isSecret: Bool = false) -> Bool {
        reader.int(forKey: key, isSecret: isSecret) != nil || reader.bool(forKey: key, isSecret: isSecret) != nil
            || reader.stringArray(forKey: key, isSecret: isSecret) != nil
            || reader.bytes(forKey: key, isSecret: isSecret) != nil
    }

    private func wrong(_ name: String, _ problem: String) -> LLMError {
        LLMError(.configuration, "configuration key \(name) \(problem)")
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        let start = drop { $0 == " " || $0 == "\t" }
        return start.lastIndex { $0 != " " && $0 != "\t" }.map { start[...$0] } ?? ""
    }
}
