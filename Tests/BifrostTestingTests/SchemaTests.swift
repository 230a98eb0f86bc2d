import Testing

@testable import BifrostTesting

/// Every value that the built-in model makes for a schema satisfies it.
struct SchemaTests {
    private static let schemas = [
        """
        {"type": "object", "properties": {"a": {"type": "string", "minLength": 40}, "b": {"type": "string",
        "maxLength": 2}}}
        """,
        """
        {"type": "object", "properties": {"n": {"type": "integer", "minimum": 10, "maximum": 12}, "m":
        {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}, "k": {"type": "integer",
        "multipleOf": 7, "minimum": 8}, "neg": {"type": "integer", "maximum": -3}}, "required": ["n"]}
        """,
        """
        {"type": "object", "properties": {"c": {"const": 42}, "e": {"enum": ["red", "green"]}, "t": {"type":
        ["string", "null"]}, "z": {"type": "null"}, "f": {"type": "boolean"}}, "required": ["c", "e", "t",
        "z", "f"], "additionalProperties": false}
        """,
        """
        {"type": "object", "properties": {"list": {"type": "array", "items": {"type": "string"}, "minItems":
        3, "uniqueItems": true}, "none": {"type": "array", "maxItems": 0}, "pair": {"type": "array",
        "prefixItems": [{"type": "integer"}, {"type": "boolean"}]}, "kinds": {"type": "array", "items":
        {"enum": [1, 2, 3]}, "minItems": 3, "uniqueItems": true}}}
        """,
        """
        {"$defs": {"Step": {"type": "object", "properties": {"explanation": {"type": "string"}, "output":
        {"type": "string"}}, "required": ["explanation", "output"], "additionalProperties": false}}, "type":
        "object", "properties": {"steps": {"type": "array", "items": {"$ref": "#/$defs/Step"}}, "final":
        {"$ref": "#/$defs/Step"}}, "required": ["steps", "final"]}
        """,
        """
        {"$defs": {"Node": {"type": "object", "properties": {"value": {"type": "integer"}, "next": {"anyOf":
        [{"$ref": "#/$defs/Node"}, {"type": "null"}]}, "children": {"type": "array", "items": {"$ref":
        "#/$defs/Node"}}}, "required": ["value", "next", "children"]}}, "$ref": "#/$defs/Node"}
        """,
        """
        {"type": "object", "properties": {"u": {"oneOf": [{"type": "string"}, {"type": "integer"}]}, "v":
        {"anyOf": [{"type": "null"}, {"type": "object", "properties": {"x": {"type": "number"}}, "required":
        ["x"]}]}, "w": {"allOf": [{"type": "object", "properties": {"p": {"type": "string"}}, "required":
        ["p"]}, {"properties": {"q": {"type": "integer", "minimum": 5}}, "required": ["q"]}]}}, "required":
        ["u", "v", "w"]}
        """,
        """
        {"type": "object", "required": ["free", "other"], "properties": {"free": {}}}
        """,
        """
        {"type": "array", "items": {"type": "object", "properties": {"d": {"type": "string", "format":
        "date"}}, "required": ["d"]}, "minItems": 2}
        """,
        """
        {"properties": {"nested": {"properties": {"deep": {"properties": {"deeper": {"type": "object",
        "properties": {"end": {"type": "string"}}, "required": ["end"]}}, "required": ["deeper"]}},
        "required": ["deep"]}}, "required": ["nested"]}
        """,
    ]

    private static let prompts = [
        "", "What is the capital of France?", "red 11 and 0.5, \"quoted\" in Rome <b>", "7 14 99 -5",
    ]

    @Test(arguments: schemas, prompts)
    func samplesSatisfyTheirSchema(schema: String, prompt: String) throws {
        let schema = try JSONParser.parse(schema)
        for fillsOptional in [false, true] {
            var sampler = SchemaSampler(prompt: PromptValues(prompt), fillsOptional: fillsOptional)
            let value = sampler.sample(schema)
            #expect(SchemaCheck(root: schema).violations(value, schema) == [], "\(value.encoded)")
        }
    }

    @Test(arguments: [
        ("date", #"^\d{4}-\d{2}-\d{2}$"#), ("date-time", #"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"#),
        ("email", #"^[^@ ]+@[^@ ]+\.[a-z]+$"#), ("uri", #"^https://[^ ]+$"#), ("uuid", #"^[0-9a-f-]{36}$"#),
    ])
    func formats(format: String, pattern: String) throws {
        var sampler = SchemaSampler(prompt: PromptValues("Hello"), fillsOptional: true)
        let value = try #require(sampler.sample(["type": "string", "format": .string(format)]).string)
        #expect(try Regex(pattern).wholeMatch(in: value) != nil)
    }

    @Test
    func contentsComeFromThePrompt() throws {
        let schema = try JSONParser.parse(
            """
            {"type": "object", "properties": {"city": {"type": "string"}, "days": {"type": "integer"},
            "unit": {"enum": ["celsius", "fahrenheit"]}, "email": {"type": "string", "format": "email"}}}
            """)
        let prompt = "Give me the weather in New York for the next 5 days in Fahrenheit, and mail it to bob@mail.test"
        var sampler = SchemaSampler(prompt: PromptValues(prompt), fillsOptional: true)
        #expect(
            sampler.sample(schema).encoded
                == #"{"city":"New York","days":5,"unit":"fahrenheit","email":"bob@mail.test"}"#)
    }
}
