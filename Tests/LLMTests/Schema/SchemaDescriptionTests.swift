import LLM
import Testing

@Suite("A type says more about its properties")
struct SchemaDescriptionTests {
    struct Query: Codable, SchemaDescribed {
        enum Unit: String, Codable { case celsius, fahrenheit }
        enum CodingKeys: String, CodingKey { case city, days, unit, tags, postalCode = "postal_code", step, home, work }

        var city: String
        var days: Int
        var unit: Unit
        var tags: [String]
        var postalCode: String?
        var step: Double
        var home: Example.Point
        var work: Example.Point

        static func describe(_ schema: inout SchemaDescription<Query>) {
            schema.description = "Where and when."
            schema[\.city].description = "The city's name."
            schema[\.city].minLength = 1
            schema[\.city].maxLength = 80
            schema[\.days].range = 1...14
            schema[\.days].default = 3
            schema[\.unit].default = "celsius"
            schema[\.tags].minItems = 1
            schema[\.tags].maxItems = 5
            schema[\.tags].uniqueItems = true
            schema["postal_code"].pattern = "^[0-9]{5}$"
            schema["postal_code"].examples = ["10115"]
            schema[\.step].minimum = 0.5
            schema[\.step].multipleOf = 0.5
            schema[\.home].description = "Where the user lives."
        }
    }

    @Test func keywordsAreAddedByKeyPathAndByKey() throws {
        let schema = try JSONSchema(of: Query.self).value
        #expect(schema["description"] == "Where and when.")
        #expect(schema["required"] == ["city", "tags", "step", "home", "work"])
        #expect(
            schema["properties"] == [
                "city": ["type": "string", "description": "The city's name.", "minLength": 1, "maxLength": 80],
                "days": ["type": "integer", "minimum": 1, "maximum": 14, "default": 3],
                "unit": ["type": "string", "enum": ["celsius", "fahrenheit"], "default": "celsius"],
                "tags": [
                    "type": "array", "items": ["type": "string"], "minItems": 1, "maxItems": 5, "uniqueItems": true,
                ],
                "postal_code": ["type": "string", "pattern": "^[0-9]{5}$", "examples": ["10115"]],
                "step": ["type": "number", "minimum": 0.5, "multipleOf": 0.5],
                "home": ["$ref": "#/$defs/Point", "description": "Where the user lives."],
                "work": ["$ref": "#/$defs/Point"],
            ])
    }

    @Test func casesOfAnEnumAreNamedByKey() throws {
        enum Shape: Codable, SchemaDescribed {
            case circle(radius: Double)
            case point

            static func describe(_ schema: inout SchemaDescription<Shape>) {
                schema.description = "A shape."
                schema["circle"].description = "All points that are so far away."
            }
        }
        let schema = try JSONSchema(of: Shape.self).value
        #expect(schema["description"] == "A shape.")
        #expect(schema["anyOf"]?[0]?["description"] == "All points that are so far away.")
        #expect(schema["anyOf"]?[1]?["description"] == nil)
    }

    @Test func aPropertyMayHaveASchemaByHand() throws {
        struct Free: Codable, SchemaDescribed {
            var form: [String: String]

            static func describe(_ schema: inout SchemaDescription<Free>) {
                schema[\.form].schema = ["type": "object", "maxProperties": 2]
                schema[\.form].description = "At most two fields."
            }
        }
        #expect(
            try JSONSchema(of: Free.self).value["properties"]
                == ["form": ["type": "object", "maxProperties": 2, "description": "At most two fields."]])
    }

    @Test func wholeExamplesArePlaceholders() throws {
        struct Span: Codable, SchemaDescribed {
            var start: Int
            var end: Int

            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: CodingKeys.self)
                start = try container.decode(Int.self, forKey: .start)
                end = try container.decode(Int.self, forKey: .end)
                guard start < end else { throw CancellationError() }
            }

            static func describe(_ schema: inout SchemaDescription<Span>) {
                schema.examples = [["start": 1, "end": 2]]
            }
        }
        struct Plan: Codable { var spans: [Span], main: Span }
        let schema = try JSONSchema(of: Plan.self)
        #expect(schema.value["$defs"]?["Span"]?["examples"] == [["start": 1, "end": 2]])
    }

    private struct Wrong<Change: Described>: Decodable, SchemaDescribed {
        enum CodingKeys: String, CodingKey { case city, days = "day_count" }

        var city: String
        var days: Int
        var length: Int { city.count }

        static func describe(_ schema: inout SchemaDescription<Wrong>) { Change.change(&schema) }
    }

    private protocol Described { static func change(_ schema: inout SchemaDescription<Wrong<Self>>) }

    private enum Unknown: Described {
        static func change(_ schema: inout SchemaDescription<Wrong<Self>>) { schema["town"].description = "?" }
    }
    private enum Renamed: Described {
        static func change(_ schema: inout SchemaDescription<Wrong<Self>>) { schema[\.days].description = "?" }
    }
    private enum Computed: Described {
        static func change(_ schema: inout SchemaDescription<Wrong<Self>>) { schema[\.length].description = "?" }
    }
    private enum Inner: Described {
        static func change(_ schema: inout SchemaDescription<Wrong<Self>>) { schema[\.city.count].description = "?" }
    }
    private enum Misplaced: Described {
        static func change(_ schema: inout SchemaDescription<Wrong<Self>>) { schema[\.city].minimum = 1 }
    }
    private enum Referring: Described {
        static func change(_ schema: inout SchemaDescription<Wrong<Self>>) { schema[\.city].schema = ["$ref": "#"] }
    }
    private enum BadDefault: Described {
        static func change(_ schema: inout SchemaDescription<Wrong<Self>>) {
            schema["day_count"].range = 1...14
            schema["day_count"].default = 40
        }
    }
    private enum BadExample: Described {
        static func change(_ schema: inout SchemaDescription<Wrong<Self>>) { schema.examples = [["city": "Paris"]] }
    }

    private func message<Change: Described>(_ change: Change.Type) -> String {
        let error = #expect(throws: LLMError.self) { try JSONSchema(of: Wrong<Change>.self) }
        #expect(error?.code == .configuration)
        return error?.message ?? ""
    }

    @Test func whatDoesNotFitIsTold() {
        #expect(message(Unknown.self).contains(#"has no key for ["town"]; known: city, day_count"#))
        #expect(message(Renamed.self).contains("known: city, day_count; name a property by its key in JSON"))
        #expect(message(Computed.self).contains("has no key for [\\"))
        #expect(message(Inner.self).contains("has no key for [\\"))
        #expect(message(Misplaced.self).contains("is no number, so that it can have no minimum"))
        #expect(message(Referring.self).contains("can have no $ref"))
        #expect(message(BadDefault.self).contains("must be at most 14, is 40"))
        #expect(message(BadExample.self).contains("missing required property day_count"))
    }
}
