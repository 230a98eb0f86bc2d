import FoundationEssentials

extension SchemaValidator {
    mutating func checkNumber(_ value: JSONValue, _ keywords: [String: JSONValue], at path: SchemaPath) {
        let number = value.numberValue ?? 0
        let limits: [(keyword: String, words: String, isKept: (Double) -> Bool)] = [
            ("minimum", "at least", { number >= $0 }), ("maximum", "at most", { number <= $0 }),
            ("exclusiveMinimum", "more than", { number > $0 }), ("exclusiveMaximum", "less than", { number < $0 }),
            ("multipleOf", "a multiple of", { number.isMultiple(of: $0) }),
        ]
        for limit in limits {
            guard let bound = keywords[limit.keyword]?.numberValue, !limit.isKept(bound) else { continue }
            report("must be \(limit.words) \(JSONValue(shortest: bound).shortText), is \(value.shortText)", at: path)
        }
    }

    mutating func checkText(_ text: String, _ keywords: [String: JSONValue], at path: SchemaPath) {
        let length = text.unicodeScalars.count
        if let least = keywords["minLength"]?.integerValue, length < least {
            report("must have at least \(least) characters, has \(length)", at: path)
        }
        if let most = keywords["maxLength"]?.integerValue, length > most {
            report("must have at most \(most) characters, has \(length)", at: path)
        }
        if let pattern = keywords["pattern"]?.stringValue, isMatch(text, of: pattern) == false {
            report("must match the pattern \(pattern), is \(JSONValue.string(text).shortText)", at: path)
        }
        if let problem = keywords["format"]?.stringValue.flatMap({ text.problem(withFormat: $0) }) {
            report("\(problem), is \(JSONValue.string(text).shortText)", at: path)
        }
    }
}

extension Double {
    // A quotient of fractions such as 0.3 / 0.1 is seldom whole to the last bit.
    fileprivate func isMultiple(of unit: Double) -> Bool {
        guard unit > 0, isFinite else { return true }
        let quotient = self / unit
        return abs(quotient - quotient.rounded()) <= 1e-9 * Swift.max(1, abs(quotient))
    }
}

extension String {
    fileprivate func problem(withFormat format: String) -> String? {
        switch format {
        case "date-time" where Date(rfc3339: self) == nil:
            "must be a date and time with its zone, such as 2026-05-01T12:00:00Z"
        case "uuid" where UUID(uuidString: self) == nil:
            "must be a UUID, such as 123e4567-e89b-12d3-a456-426614174000"
        default: nil
        }
    }
}
