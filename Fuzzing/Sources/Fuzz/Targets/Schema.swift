import LLM

extension FuzzTarget {
    /// Schemas of a stranger against values of a stranger: bounded work, few violations, and combinations that say
    /// the same or the opposite.
    static let schema = FuzzTarget(name: "schema", seeds: { _ in schemaPairs }) { input in
        guard let pair = try? JSONValue(parsing: input), let value = pair["value"],
            let schema = pair["schema"].flatMap({ try? JSONSchema($0) })
        else { return }
        let violations = schema.validate(value)
        expect(violations.count <= 16, "\(violations.count) violations")
        expectEqual(violations, schema.validate(value), "validated twice")
        _ = schema.fillingDefaults(value)
        if let strict = try? schema.strict() {
            expectEqual(try? strict.strict(), strict, "made strict once and twice")
            _ = strict.validate(value)
        }
        checkCombinations(schema, value)
    }

    private static func checkCombinations(_ schema: JSONSchema, _ value: JSONValue) {
        // References are to places in the whole schema, which the combinations move.
        guard let text = try? schema.value.serializedText(), !text.contains("$ref"),
            let verdict = verdict(schema.value, value)
        else { return }
        for keyword in ["allOf", "anyOf", "oneOf"] {
            guard let combined = self.verdict([keyword: [schema.value]], value) else { continue }
            expectEqual(combined, verdict, "in \(keyword) and alone")
        }
        if let opposite = self.verdict(["not": schema.value], value) {
            expect(opposite != verdict, "in not and alone: \(verdict)")
        }
        for exact: JSONValue in [["const": value], ["enum": [value]]] {
            expect(self.verdict(exact, value) != false, "the value itself is refused")
        }
    }

    /// Whether the value keeps to the schema; nil where that is too much to tell.
    private static func verdict(_ schema: JSONValue, _ value: JSONValue) -> Bool? {
        guard let schema = try? JSONSchema(schema) else { return nil }
        let violations = schema.validate(value)
        let isBeyondLimits = violations.contains { $0.message.contains("too much") || $0.message.contains("nested") }
        return isBeyondLimits ? nil : violations.isEmpty
    }

    /// Schemas and values that some of them fit.
    private static let schemaPairs = zip(
        [
            #"{"type":"object","properties":{"a":{"type":"integer","minimum":1,"default":2}},"required":["a"]}"#,
            #"{"type":["string","null"],"pattern":"^[a-c]{2,3}(x|\\d)+$","minLength":2}"#,
            ##"{"$defs":{"n":{"type":"object","properties":{"next":{"$ref":"#/$defs/n"}}}},"$ref":"#/$defs/n"}"##,
            #"{"items":{"anyOf":[{"type":"number","multipleOf":0.1},{"const":null}]},"uniqueItems":true,"maxItems":3}"#,
            #"{"oneOf":[{"enum":["a",1]},{"not":{"type":"string"}}],"allOf":[{"format":"uuid"}]}"#,
            #"{"additionalProperties":false,"patternProperties":{"^x":{"maximum":5}},"propertyNames":{"maxLength":3}}"#,
            #"{"prefixItems":[{"type":"boolean"},{"format":"date-time"}],"items":false,"minProperties":1}"#,
        ],
        [
            #"{"a":0}"#, #""ab1""#, #"{"next":{"next":3}}"#, #"[0.3,null,0.3,"x"]"#, "1", #"{"xy":9,"z":1}"#,
            #"[true,"2026-01-01T00:00:00Z",1]"#,
        ]
    ).map { schema, value in Array("{\"schema\":\(schema),\"value\":\(value)}".utf8) }
}
