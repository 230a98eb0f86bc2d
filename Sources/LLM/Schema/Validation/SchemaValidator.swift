/// Checks a value against a schema, and notes where it does not keep to it.
struct SchemaValidator {
    /// How many schemas may be open at once; a schema that refers to itself at the same place never ends.
    private static let maximumOpenSchemas = 1024

    let root: JSONValue
    private(set) var violations: [SchemaViolation] = []
    /// How many schemas may still be looked at; at zero nothing is checked any more.
    private(set) var stepsLeft: Int
    private var openSchemas = 0
    /// The patterns that were met; nil is one that is not known.
    private var patterns: [String: SchemaPattern?] = [:]

    init(root: JSONValue, stepsLeft: Int) {
        self.root = root
        self.stepsLeft = stepsLeft
    }

    mutating func check(_ value: JSONValue, against schema: JSONValue, at path: SchemaPath) {
        guard violations.count < JSONSchema.maximumViolations else { return }
        guard stepsLeft > 0, openSchemas < Self.maximumOpenSchemas else {
            stepsLeft = 0
            return
        }
        stepsLeft -= 1
        openSchemas += 1
        defer { openSchemas -= 1 }
        switch schema {
        case .bool(false): report("is not allowed", at: path)
        case .object(let keywords): check(value, keywords, at: path)
        default: break
        }
    }

    private mutating func check(_ value: JSONValue, _ keywords: [String: JSONValue], at path: SchemaPath) {
        if let reference = keywords["$ref"]?.stringValue { follow(reference, value, at: path) }
        if let type = keywords["type"], !value.isOfType(type) {
            return report("must be \(type.typeWords), is \(value.shortText)", at: path)
        }
        checkChoices(value, keywords, at: path)
        switch value {
        case .integer, .number: checkNumber(value, keywords, at: path)
        case .string(let text): checkText(text, keywords, at: path)
        case .array(let elements): checkList(elements, keywords, at: path)
        case .object(let members): checkObject(members, keywords, at: path)
        case .null, .bool: break
        }
        checkAlternatives(value, keywords, at: path)
    }

    /// Notes a violation, unless enough are noted: then its words are not even made.
    mutating func report(_ message: @autoclosure () -> String, at path: SchemaPath) {
        guard violations.count < JSONSchema.maximumViolations else { return }
        violations.append(SchemaViolation(path: path.description, message: message()))
    }

    mutating func report(_ found: [SchemaViolation]) {
        violations += found.prefix(JSONSchema.maximumViolations - violations.count)
    }

    /// What is wrong with a value by a schema, without noting it.
    mutating func trial(_ value: JSONValue, against schema: JSONValue, at path: SchemaPath) -> [SchemaViolation] {
        var trial = self
        trial.violations = []
        trial.check(value, against: schema, at: path)
        stepsLeft = trial.stepsLeft
        patterns = trial.patterns
        return trial.violations
    }

    /// Whether a text matches a pattern; nil when the pattern is not known.
    mutating func isMatch(_ text: String, of pattern: String) -> Bool? {
        let known = patterns[pattern] ?? SchemaPattern(pattern)
        patterns.updateValue(known, forKey: pattern)
        return known?.matches(text)
    }

    private mutating func follow(_ reference: String, _ value: JSONValue, at path: SchemaPath) {
        guard reference.hasPrefix("#") else { return }
        guard let target = root.schema(at: reference) else {
            return report("the schema's reference \(reference) leads nowhere", at: path)
        }
        check(value, against: target, at: path)
    }

    private mutating func checkChoices(_ value: JSONValue, _ keywords: [String: JSONValue], at path: SchemaPath) {
        if let constant = keywords["const"], constant.canonical != value.canonical {
            report("must be \(constant.shortText), is \(value.shortText)", at: path)
        }
        if let choices = keywords["enum"]?.arrayValue, !choices.contains(where: { $0.canonical == value.canonical }) {
            let words = choices.prefix(20).map(\.shortText).joined(separator: ", ")
            report("must be one of \(words)\(choices.count > 20 ? ", …" : ""); is \(value.shortText)", at: path)
        }
    }
}
