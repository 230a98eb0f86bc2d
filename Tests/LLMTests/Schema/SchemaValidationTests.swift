import LLM
import Testing

@Suite("A value is checked against a schema, in words that a model can act on")
struct SchemaValidationTests {
    @Test func verdictsAreThoseOfAnotherImplementation() throws {
        for line in SchemaVerdicts.lines.split(separator: "\n") {
            let entry = try JSONValue(parsing: String(line))
            let schema = try JSONSchema(try #require(entry["s"]))
            let violations = schema.validate(try #require(entry["v"]))
            #expect(violations.isEmpty == entry["ok"]?.boolValue, "\(line) \(violations)")
        }
    }

    static let messages: [(JSONSchema, JSONValue, [String])] = [
        (["type": "string"], 5, ["must be a string, is 5"]),
        (["type": "integer"], 3.5, ["must be a whole number, is 3.5"]),
        (["type": ["string", "null"]], true, ["must be a string or null, is true"]),
        (["type": "number"], "5", [#"must be a number, is "5""#]),
        (["type": "boolean"], [1], ["must be true or false, is a list of 1"]),
        (["type": "array"], ["a": 1], ["must be a list, is an object with a"]),
        (["maximum": 14], 40, ["must be at most 14, is 40"]),
        (["minimum": 1.5], 1, ["must be at least 1.5, is 1"]),
        (
            ["exclusiveMinimum": 1, "exclusiveMaximum": 1], 1,
            ["must be more than 1, is 1", "must be less than 1, is 1"]
        ),
        (["multipleOf": 0.1], 0.25, ["must be a multiple of 0.1, is 0.25"]),
        (["multipleOf": 0.1], 0.3, []),
        (["minLength": 3], "🌱e\u{301}", []),
        (["minLength": 3], "🌱é", ["must have at least 3 characters, has 2"]),
        (["maxLength": 1], "ab", ["must have at most 1 characters, has 2"]),
        (["pattern": "^[A-Z]{3}$"], "EURO", [#"must match the pattern ^[A-Z]{3}$, is "EURO""#]),
        (["pattern": "^(?=a)b"], "zzz", []),
        (["enum": ["a", 1, nil]], "b", [#"must be one of "a", 1, null; is "b""#]),
        (["enum": [1]], 1.0, []),
        (["const": "a"], "b", [#"must be "a", is "b""#]),
        (["minItems": 2], [1], ["must have at least 2 elements, has 1"]),
        (["uniqueItems": true], [1, 2, 1.0], ["elements 0 and 2 are equal, and no two may be"]),
        (
            ["items": ["type": "string"]], ["a", 1, nil],
            ["[1]: must be a string, is 1", "[2]: must be a string, is null"]
        ),
        (["required": ["b", "a"]], [:], ["missing required property b", "missing required property a"]),
        (
            ["properties": ["city": true, "days": true], "additionalProperties": false], ["citty": 1],
            ["unknown property citty; known: city, days"]
        ),
        (["additionalProperties": false], ["a": 1], ["unknown property a; known: none"]),
        (["additionalProperties": ["type": "string"]], ["odd key": 1], [#"["odd key"]: must be a string, is 1"#]),
        (["properties": ["a": ["items": ["maximum": 1]]]], ["a": [0, 2]], ["a[1]: must be at most 1, is 2"]),
        (
            ["propertyNames": ["maxLength": 1]], ["ab": 1],
            ["the name of the property ab must have at most 1 characters, has 2"]
        ),
        (["maxProperties": 0], ["a": 1], ["must have at most 0 properties, has 1"]),
        (["properties": ["a": false]], ["a": 1], ["a: is not allowed"]),
        (["anyOf": [["type": "string"], ["type": "null"]]], 1, ["must be a string, or null; is 1"]),
        (["oneOf": [["minimum": 1], ["maximum": 3]]], 2, ["keeps to 2 of the alternatives, and may keep to one only"]),
        (["not": ["type": "string"]], "a", [#"must not be "a""#]),
        (["$ref": "#/$defs/Missing"], 1, ["the schema's reference #/$defs/Missing leads nowhere"]),
        (["$ref": "https://example.com/schema"], 1, []),
        (
            ["format": "date-time"], "2026-05-01",
            [#"must be a date and time with its zone, such as 2026-05-01T12:00:00Z, is "2026-05-01""#]
        ),
        (["format": "date-time"], "2026-05-01T12:00:00.25+02:00", []),
        (["format": "uuid"], "x", [#"must be a UUID, such as 123e4567-e89b-12d3-a456-426614174000, is "x""#]),
        (["format": "unheard-of"], "x", []),
    ]

    @Test(arguments: messages)
    func messagesSayWhereAndWhat(schema: JSONSchema, value: JSONValue, expected: [String]) {
        #expect(schema.validate(value).map(\.description) == expected)
    }

    @Test func theAlternativeThatWasMeantIsExplained() throws {
        let schema = try JSONSchema(of: Example.Shape.self)
        #expect(schema.validate(["circle": ["radius": 1]]).isEmpty)
        #expect(
            schema.validate(["circle": ["radius": "big"]]).map(\.description)
                == [#"circle.radius: must be a number, is "big""#])
        #expect(
            schema.validate(["circel": ["radius": 1]]).map(\.description) == [
                "must be an object with circle, or an object with square, or an object with named, or an object with "
                    + "nothing; is an object with circel"
            ])
    }

    @Test func violationsAreCountedUpToALimit() {
        let schema: JSONSchema = ["items": ["type": "string"]]
        #expect(schema.validate(.array(Array(repeating: 1, count: 100_000))).count == 16)
    }

    @Test(.timeLimit(.minutes(1)))
    func unknownPropertiesWithoutEndCostNoWords() throws {
        let known = (0..<500).map { ("known\($0)", JSONValue.bool(true)) }
        let schema = try JSONSchema([
            "properties": .object(Dictionary(uniqueKeysWithValues: known)), "additionalProperties": false,
        ])
        let members = (0..<100_000).map { ("unknown\($0)", JSONValue.null) }
        #expect(schema.validate(.object(Dictionary(uniqueKeysWithValues: members))).count == 16)
    }

    @Test func longTextsAreCutInMessages() throws {
        let text = String(repeating: "x", count: 10_000)
        let schema: JSONSchema = ["type": "integer"]
        #expect(try #require(schema.validate(.string(text)).first).message.count < 100)
        let keys = JSONValue.object(Dictionary(uniqueKeysWithValues: (0..<1000).map { ("key\($0)", 1) }))
        #expect(try #require(schema.validate(keys).first).message.count < 300)
    }

    @Test func aSchemaThatRefersToItselfAtOnePlaceEnds() {
        let loops: [JSONSchema] = [
            ["$ref": "#"], ["anyOf": [["$ref": "#"], ["$ref": "#"]]], ["allOf": [["$ref": "#"], ["$ref": "#"]]],
            ["not": ["$ref": "#"]],
            ["$ref": "#/$defs/A", "$defs": ["A": ["$ref": "#/$defs/B"], "B": ["$ref": "#/$defs/A"]]],
        ]
        for schema in loops.dropLast(2) {
            #expect(schema.validate(1).first?.message == "there is too much to check against this schema")
        }
        _ = loops[3].validate(1)
        #expect(loops[4].validate(1).isEmpty == false)
    }

    @Test func alternativesThatMultiplyAreBounded() {
        let schema: JSONSchema = [
            "anyOf": [
                ["properties": ["a": ["$ref": "#"]], "required": ["b"]],
                ["properties": ["a": ["$ref": "#"]], "required": ["c"]],
            ]
        ]
        let value = (0..<100).reduce(JSONValue.object([:])) { inner, _ in ["a": inner] }
        #expect(!schema.validate(value).isEmpty)
        #expect(schema.fillingDefaults(value) == value)
    }

    @Test func valuesMayNotBeNestedWithoutEnd() {
        let schema: JSONSchema = ["properties": ["a": ["$ref": "#"]]]
        let allowed = (0..<127).reduce(JSONValue.object([:])) { inner, _ in ["a": inner] }
        #expect(schema.validate(allowed).isEmpty)
        let deep = (0..<20_000).reduce(JSONValue.object([:])) { inner, _ in ["a": inner] }
        #expect(schema.validate(deep).map(\.message) == ["is nested more than 128 levels deep"])
        #expect(schema.fillingDefaults(deep).objectValue?.count == 1)
    }
}
