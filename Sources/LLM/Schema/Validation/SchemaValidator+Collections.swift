extension SchemaValidator {
    mutating func checkList(_ elements: [JSONValue], _ keywords: [String: JSONValue], at path: SchemaPath) {
        checkCount(elements.count, keywords, least: "minItems", most: "maxItems", of: "elements", at: path)
        if keywords["uniqueItems"] == true { checkUnique(elements, at: path) }
        let prefix = keywords["prefixItems"]?.arrayValue ?? []
        for (position, (element, schema)) in zip(elements, prefix).enumerated() {
            check(element, against: schema, at: path.appending(position))
        }
        guard let schema = keywords["items"], elements.count > prefix.count else { return }
        for position in prefix.count..<elements.count {
            check(elements[position], against: schema, at: path.appending(position))
        }
    }

    mutating func checkObject(_ members: [String: JSONValue], _ keywords: [String: JSONValue], at path: SchemaPath) {
        let known = keywords["properties"]?.objectValue ?? [:]
        for case .string(let key) in keywords["required"]?.arrayValue ?? [] where members[key] == nil {
            report("missing required property \(key)", at: path)
        }
        checkCount(members.count, keywords, least: "minProperties", most: "maxProperties", of: "properties", at: path)
        for (key, member) in members.sorted(by: { $0.key < $1.key }) {
            if let schema = known[key] { check(member, against: schema, at: path.appending(key)) }
            let isMatched = checkPatterns(key, member, keywords, at: path)
            if known[key] == nil, !isMatched, let schema = keywords["additionalProperties"] {
                checkFurther(key, member, against: schema, known: known.keys, at: path)
            }
            if let schema = keywords["propertyNames"] { checkName(key, against: schema, at: path) }
        }
    }

    /// Whether the key matches a pattern of the schema, with a check of its member by each that it does.
    private mutating func checkPatterns(
        _ key: String, _ member: JSONValue, _ keywords: [String: JSONValue], at path: SchemaPath
    ) -> Bool {
        var isMatched = false
        for (pattern, schema) in keywords["patternProperties"]?.objectValue ?? [:] {
            guard isMatch(key, of: pattern) ?? true else { continue }
            isMatched = true
            check(member, against: schema, at: path.appending(key))
        }
        return isMatched
    }

    private mutating func checkFurther(
        _ key: String, _ member: JSONValue, against schema: JSONValue, known: some Collection<String>,
        at path: SchemaPath
    ) {
        guard schema == false else { return check(member, against: schema, at: path.appending(key)) }
        report(
            "unknown property \(key.prefix(60)); known: "
                + (known.isEmpty ? "none" : known.sorted().joined(separator: ", ")), at: path)
    }

    private mutating func checkName(_ key: String, against schema: JSONValue, at path: SchemaPath) {
        for violation in trial(.string(key), against: schema, at: SchemaPath()) {
            report("the name of the property \(key.prefix(60)) \(violation.message)", at: path)
        }
    }

    private mutating func checkCount(
        _ count: Int, _ keywords: [String: JSONValue], least: String, most: String, of things: String,
        at path: SchemaPath
    ) {
        if let least = keywords[least]?.integerValue, count < least {
            report("must have at least \(least) \(things), has \(count)", at: path)
        }
        if let most = keywords[most]?.integerValue, count > most {
            report("must have at most \(most) \(things), has \(count)", at: path)
        }
    }

    private mutating func checkUnique(_ elements: [JSONValue], at path: SchemaPath) {
        var seen: [JSONValue: Int] = [:]
        for (position, element) in elements.enumerated() {
            if let first = seen.updateValue(position, forKey: element.canonical) {
                return report("elements \(first) and \(position) are equal, and no two may be", at: path)
            }
        }
    }
}
