extension SchemaValidator {
    mutating func checkAlternatives(_ value: JSONValue, _ keywords: [String: JSONValue], at path: SchemaPath) {
        for schema in keywords["allOf"]?.arrayValue ?? [] { check(value, against: schema, at: path) }
        if let alternatives = keywords["anyOf"]?.arrayValue { checkAny(value, of: alternatives, at: path) }
        if let alternatives = keywords["oneOf"]?.arrayValue { checkOne(value, of: alternatives, at: path) }
        if let schema = keywords["not"], trial(value, against: schema, at: path).isEmpty {
            report("must not be \(value.shortText)", at: path)
        }
    }

    private mutating func checkAny(_ value: JSONValue, of alternatives: [JSONValue], at path: SchemaPath) {
        var failures: [[SchemaViolation]] = []
        for schema in alternatives {
            failures.append(trial(value, against: schema, at: path))
            if failures.last?.isEmpty == true { return }
        }
        explain(value, alternatives, failures, at: path)
    }

    private mutating func checkOne(_ value: JSONValue, of alternatives: [JSONValue], at path: SchemaPath) {
        let failures = alternatives.map { trial(value, against: $0, at: path) }
        switch failures.count(where: \.isEmpty) {
        case 0: explain(value, alternatives, failures, at: path)
        case 1: break
        case let count: report("keeps to \(count) of the alternatives, and may keep to one only", at: path)
        }
    }

    /// Tells what is wrong by the alternative that was meant, or names them all when that is not clear.
    private mutating func explain(
        _ value: JSONValue, _ alternatives: [JSONValue], _ failures: [[SchemaViolation]], at path: SchemaPath
    ) {
        guard stepsLeft > 0 else { return }
        let shape = SchemaShape(root: root)
        let meant = alternatives.indices.filter { shape.accepts(value, alternatives[$0]) }
        if meant.count == 1 { return report(failures[meant[0]]) }
        let words = alternatives.prefix(20).map(shape.words).joined(separator: ", or ")
        report("must be \(words); is \(value.shortText)", at: path)
    }
}
