import LLM
import Testing

@Suite("Defaults stand in for what is left out")
struct SchemaDefaultsTests {
    static let cases: [(JSONSchema, JSONValue, JSONValue)] = [
        (["properties": ["a": ["type": "integer", "default": 3]]], [:], ["a": 3]),
        (["properties": ["a": ["type": "integer", "default": 3]]], ["a": 4], ["a": 4]),
        (["properties": ["a": ["type": "integer", "default": 3]]], ["a": nil], ["a": 3]),
        (["properties": ["a": ["type": ["integer", "null"], "default": 3]]], ["a": nil], ["a": nil]),
        (["properties": ["a": ["type": "integer"]]], ["a": nil], [:]),
        (["properties": ["a": ["type": "integer"]], "required": ["a"]], ["a": nil], ["a": nil]),
        (["properties": ["a": ["type": "integer", "default": 3]], "required": ["a"]], [:], ["a": 3]),
        (["properties": ["a": ["enum": ["x", nil]]]], ["a": nil], ["a": nil]),
        (["properties": ["a": ["properties": ["b": ["default": 1]]]]], ["a": [:]], ["a": ["b": 1]]),
        (["properties": ["a": ["properties": ["b": ["default": 1]]]]], [:], [:]),
        (["items": ["properties": ["b": ["default": 1]]]], [[:], 5], [["b": 1], 5]),
        (["prefixItems": [true, ["properties": ["b": ["default": 1]]]]], [[:], [:], [:]], [[:], ["b": 1], [:]]),
        (["additionalProperties": ["properties": ["b": ["default": 1]]]], ["x": [:]], ["x": ["b": 1]]),
        (
            ["properties": ["a": ["$ref": "#/$defs/A"]], "$defs": ["A": ["type": "string", "default": "d"]]], [:],
            ["a": "d"]
        ),
        (
            ["properties": ["next": ["$ref": "#"], "n": ["default": 0]]], ["next": ["next": [:]]],
            ["n": 0, "next": ["n": 0, "next": ["n": 0]]]
        ),
        (
            [
                "anyOf": [
                    ["properties": ["kind": ["const": "a"], "n": ["default": 1]], "required": ["kind"]],
                    ["properties": ["kind": ["const": "b"], "n": ["default": 2]], "required": ["kind"]],
                ]
            ], ["kind": "b"], ["kind": "b", "n": 2]
        ),
        (
            ["allOf": [["properties": ["a": ["default": 1]]], ["properties": ["b": ["default": 2]]]]], [:],
            ["a": 1, "b": 2]
        ),
        (["type": "string", "default": "x"], nil, nil),
    ]

    @Test(arguments: cases)
    func defaultsAreFilledIn(schema: JSONSchema, value: JSONValue, expected: JSONValue) {
        #expect(schema.fillingDefaults(value) == expected)
    }

    @Test func nullsInsideAlternativesAreLeftOut() throws {
        let schema = try JSONSchema(of: Example.Box<Example.Shape>.self)
        let value: JSONValue = ["content": ["named": ["_0": "x", "_1": nil]]]
        #expect(try schema.strict().validate(value).isEmpty)
        #expect(schema.fillingDefaults(value) == ["content": ["named": ["_0": "x"]]])
        #expect(schema.validate(schema.fillingDefaults(value)).isEmpty)
    }

    @Test func whatKeepsToTheStrictSchemaKeepsToItsOriginalWithDefaults() throws {
        let schema = try JSONSchema(of: SchemaDescriptionTests.Query.self)
        let point: JSONValue = ["x": 1, "y": 2]
        let value: JSONValue = [
            "city": "Paris", "days": nil, "unit": nil, "tags": ["a"], "postal_code": nil, "step": 1, "home": point,
            "work": point,
        ]
        #expect(try schema.strict().validate(value).isEmpty)
        #expect(!schema.validate(value).isEmpty)
        let filled = schema.fillingDefaults(value)
        #expect(schema.validate(filled).isEmpty)
        #expect(filled["days"] == 3)
        #expect(filled["unit"] == "celsius")
        #expect(filled.objectValue?.keys.contains("postal_code") == false)
    }
}
