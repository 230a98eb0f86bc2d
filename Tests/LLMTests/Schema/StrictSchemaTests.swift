import LLM
import Testing

@Suite("A strict schema follows OpenAI's rules")
struct StrictSchemaTests {
    @Test func everyPropertyIsRequiredAndOptionalOnesAreNullable() throws {
        let schema: JSONSchema = [
            "type": "object", "required": ["b"],
            "properties": [
                "a": ["type": "string", "description": "an a"], "b": ["type": "integer"],
                "c": ["type": "string", "enum": ["x", "y"]], "d": ["$ref": "#/$defs/D", "description": "a d"],
                "e": ["anyOf": [["type": "string"], ["type": "null"]]], "f": ["type": ["string", "null"]],
                "g": ["const": 1],
            ],
            "$defs": ["D": ["type": "object", "properties": ["z": ["type": "array", "items": ["$ref": "#"]]]]],
        ]
        let strict = try schema.strict().value
        #expect(strict["required"] == ["b", "a", "c", "d", "e", "f", "g"])
        #expect(strict["additionalProperties"] == false)
        #expect(
            strict["properties"] == [
                "a": ["type": ["string", "null"], "description": "an a"], "b": ["type": "integer"],
                "c": ["type": ["string", "null"], "enum": ["x", "y", nil]],
                "d": ["anyOf": [["$ref": "#/$defs/D"], ["type": "null"]], "description": "a d"],
                "e": ["anyOf": [["type": "string"], ["type": "null"]]], "f": ["type": ["string", "null"]],
                "g": ["anyOf": [["const": 1], ["type": "null"]]],
            ])
        #expect(
            strict["$defs"] == [
                "D": [
                    "type": "object", "required": ["z"], "additionalProperties": false,
                    "properties": ["z": ["type": ["array", "null"], "items": ["$ref": "#"]]],
                ]
            ])
    }

    @Test func aReferenceStandsAlone() throws {
        let schema: JSONSchema = [
            "type": "object", "required": ["d"], "properties": ["d": ["$ref": "#/$defs/D", "description": "a d"]],
            "$defs": ["D": ["type": "string"]],
        ]
        let strict = try schema.strict().value
        #expect(strict["properties"] == ["d": ["anyOf": [["$ref": "#/$defs/D"]], "description": "a d"]])
    }

    @Test func unknownKeywordsAreLeftOut() throws {
        let schema: JSONSchema = [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
            "required": ["a", "b", "c"],
            "properties": [
                "a": [
                    "type": "string", "minLength": 1, "maxLength": 2, "default": "x", "examples": ["y"],
                    "pattern": "^a", "format": "uri",
                ],
                "b": ["type": "array", "items": ["type": "number", "minimum": 1], "uniqueItems": true, "maxItems": 3],
                "c": ["type": "string", "format": "date-time", "contentEncoding": "base64"],
            ],
        ]
        #expect(
            try schema.strict().value == [
                "type": "object", "required": ["a", "b", "c"], "additionalProperties": false,
                "properties": [
                    "a": ["type": "string", "pattern": "^a"],
                    "b": ["type": "array", "items": ["type": "number", "minimum": 1], "maxItems": 3],
                    "c": ["type": "string", "format": "date-time"],
                ],
            ])
    }

    @Test func whatOtherKeywordsCanSayIsSaidByThem() throws {
        let schema: JSONSchema = [
            "type": "object", "required": ["one", "all", "pair", "row"],
            "properties": [
                "one": ["oneOf": [["type": "string"], ["type": "integer"]]],
                "all": ["allOf": [["type": "string"]], "description": "d"],
                "pair": [
                    "type": "array", "prefixItems": [["type": "string"], ["type": "integer"], ["type": "string"]],
                    "minItems": 3, "maxItems": 3,
                ],
                "row": ["type": "array", "prefixItems": [["type": "null"]], "items": ["type": "string"]],
            ],
        ]
        #expect(
            try schema.strict().value["properties"] == [
                "one": ["anyOf": [["type": "string"], ["type": "integer"]]],
                "all": ["type": "string", "description": "d"],
                "pair": [
                    "type": "array", "items": ["anyOf": [["type": "string"], ["type": "integer"]]], "minItems": 3,
                    "maxItems": 3,
                ],
                "row": ["type": "array", "items": ["anyOf": [["type": "null"], ["type": "string"]]]],
            ])
    }

    @Test func derivedSchemasBecomeStrict() throws {
        let strict = try JSONSchema(of: Example.Optionals.self).strict().value
        #expect(strict["properties"]?["flag"] == ["type": ["boolean", "null"]])
        #expect(strict["properties"]?["inner"]?["type"] == ["object", "null"])
        #expect(strict["required"]?.arrayValue?.count == 8)
        #expect(throws: Never.self) { try JSONSchema(of: Example.Tree.self).strict() }
        #expect(throws: Never.self) { try JSONSchema(of: Example.Call.self).strict() }
    }

    @Test func whatKeepsToAStrictSchemaKeepsToTheOriginal() throws {
        let unknown = ["uniqueItems", "minLength", "maxLength", "prefixItems", "propertyNames", "Properties", "oneOf"]
        var count = 0
        for line in SchemaVerdicts.lines.split(separator: "\n") where !unknown.contains(where: { line.contains($0) }) {
            let entry = try JSONValue(parsing: String(line))
            let schema: JSONSchema = ["type": "object", "properties": ["p": try #require(entry["s"])]]
            let value: JSONValue = ["p": try #require(entry["v"])]
            guard let strict = try? schema.strict(), strict.validate(value).isEmpty else { continue }
            count += 1
            #expect(schema.validate(schema.fillingDefaults(value)).isEmpty, "\(line)")
            #expect(try strict.strict() == strict)
        }
        #expect(count > 20)
    }

    static let refused: [(JSONSchema, String)] = [
        (["type": "string"], "the schema must be that of an object"),
        (["anyOf": [["type": "object"]]], "the schema must be that of an object"),
        (["type": "object"], "a dictionary is not allowed; use a list of keys and values"),
        (
            ["type": "object", "properties": ["a": ["type": "object", "additionalProperties": ["type": "string"]]]],
            "at a: a dictionary is not allowed"
        ),
        (
            ["type": "object", "properties": ["a": ["type": "array", "items": [:]]]],
            "at a[]: a value of any type is not allowed"
        ),
        (["type": "object", "properties": ["a": ["description": "any"]]], "at a: a value of any type is not allowed"),
        (["type": "object", "properties": ["a": true]], "at a: a value of any type is not allowed"),
        (["type": "object", "properties": ["a": ["not": ["type": "null"]]]], "at a: it has no not"),
        (
            ["type": "object", "properties": ["a": ["allOf": [["type": "null"], ["type": "string"]]]]],
            "at a: it has no allOf"
        ),
        (
            ["type": "object", "properties": ["a": ["anyOf": [["type": "null"]], "oneOf": [["type": "null"]]]]],
            "at a: it has no oneOf"
        ),
        (
            ["type": "object", "properties": ["a": ["type": "null", "allOf": [["type": "string"]]]]],
            "at a: it has no allOf"
        ),
        (["type": "object", "properties": [:], "required": ["a"]], "the required property a has no schema"),
        (["type": "object", "properties": [:], "patternProperties": [:]], "it has no patternProperties"),
    ]

    @Test(arguments: refused)
    func whatCannotBeStrictIsRefused(schema: JSONSchema, reason: String) {
        let error = #expect(throws: LLMError.self) { try schema.strict() }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
    }
}
