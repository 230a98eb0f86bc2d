import FoundationEssentials
import LLM
import Testing

@Suite("A schema is derived from what a type decodes")
struct SchemaDerivationTests {
    private func schema<T: Decodable>(of type: T.Type) throws -> JSONValue { try JSONSchema(of: type).value }

    private func object(_ properties: JSONValue, required: JSONValue) -> JSONValue {
        ["type": "object", "properties": properties, "required": required, "additionalProperties": false]
    }

    @Test func scalars() throws {
        let properties: JSONValue = [
            "flag": ["type": "boolean"], "text": ["type": "string"],
            "int": ["type": "integer"], "int64": ["type": "integer"],
            "int8": ["type": "integer", "minimum": -128, "maximum": 127],
            "int16": ["type": "integer", "minimum": -32768, "maximum": 32767],
            "int32": ["type": "integer", "minimum": -2_147_483_648, "maximum": 2_147_483_647],
            "uint": ["type": "integer", "minimum": 0], "uint64": ["type": "integer", "minimum": 0],
            "uint8": ["type": "integer", "minimum": 0, "maximum": 255],
            "uint16": ["type": "integer", "minimum": 0, "maximum": 65535],
            "uint32": ["type": "integer", "minimum": 0, "maximum": 4_294_967_295],
            "double": ["type": "number"], "float": ["type": "number"], "decimal": ["type": "number"],
            "date": ["type": "string", "format": "date-time"], "url": ["type": "string", "format": "uri"],
            "id": ["type": "string", "format": "uuid"], "data": ["type": "string", "contentEncoding": "base64"],
            "any": [:],
        ]
        let required: JSONValue = [
            "flag", "text", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64",
            "double", "float", "decimal", "date", "url", "id", "data", "any",
        ]
        #expect(try schema(of: Example.Scalars.self) == object(properties, required: required))
    }

    @Test func optionalsNeedNotBeThere() throws {
        let properties: JSONValue = [
            "flag": ["type": "boolean"], "text": ["type": "string"], "int": ["type": "integer"],
            "uint8": ["type": "integer", "minimum": 0, "maximum": 255], "double": ["type": "number"],
            "date": ["type": "string", "format": "date-time"],
            "list": ["type": "array", "items": ["type": ["integer", "null"]]],
            "inner": object(["x": ["type": "number"], "y": ["type": "number"]], required: ["x", "y"]),
        ]
        #expect(try schema(of: Example.Optionals.self) == object(properties, required: ["list"]))
    }

    @Test func aTypeThatIsUsedTwiceBecomesADefinition() throws {
        var expected = object(
            [
                "from": ["$ref": "#/$defs/Point"], "to": ["$ref": "#/$defs/Point"],
                "label": object(["text": ["type": "string"]], required: ["text"]),
            ], required: ["from", "to", "label"])
        expected["$defs"] = [
            "Point": object(["x": ["type": "number"], "y": ["type": "number"]], required: ["x", "y"])
        ]
        #expect(try schema(of: Example.Line.self) == expected)
    }

    @Test func collections() throws {
        let key = object(["x": ["type": "integer"]], required: ["x"])
        let properties: JSONValue = [
            "list": ["type": "array", "items": ["type": "string"]],
            "nested": ["type": "array", "items": ["type": "array", "items": ["type": "integer"]]],
            "set": ["type": "array", "items": ["type": "integer"], "uniqueItems": true],
            "dictionary": ["type": "object", "additionalProperties": ["type": "integer"]],
            "numbered": [
                "type": "object", "additionalProperties": ["type": "boolean"],
                "propertyNames": ["pattern": "^-?[0-9]+$"],
            ],
            "sides": [
                "type": "object", "additionalProperties": ["type": "integer"],
                "propertyNames": ["enum": ["left", "right"]],
            ],
            "pairs": ["type": "array", "items": ["anyOf": [key, ["type": "string"]]]],
            "range": [
                "type": "array", "prefixItems": [["type": "integer"], ["type": "integer"]], "minItems": 2,
                "maxItems": 2,
            ],
        ]
        let required: JSONValue = ["list", "nested", "set", "dictionary", "numbered", "sides", "pairs", "range"]
        #expect(try schema(of: Example.Collections.self) == object(properties, required: required))
    }

    @Test func enumsWithRawValuesListThem() throws {
        var expected = object(
            [
                "unit": ["$ref": "#/$defs/Unit"], "other": ["$ref": "#/$defs/Unit"],
                "level": ["type": "integer", "enum": [1, 10]], "single": ["type": "string", "enum": ["only"]],
                "listed": ["type": "string", "enum": ["b", "a"]],
            ], required: ["unit", "level", "single", "listed"])
        expected["$defs"] = ["Unit": ["type": "string", "enum": ["celsius", "f", "kelvin"]]]
        #expect(try schema(of: Example.Choices.self) == expected)
    }

    @Test func enumsWithAssociatedValuesAreAlternatives() throws {
        func alternative(_ name: String, _ content: JSONValue) -> JSONValue {
            object([name: content], required: [.string(name)])
        }
        let point = object(["x": ["type": "number"], "y": ["type": "number"]], required: ["x", "y"])
        let expected: JSONValue = [
            "anyOf": [
                alternative("circle", object(["radius": ["type": "number"]], required: ["radius"])),
                alternative("square", object(["_0": ["type": "integer"]], required: ["_0"])),
                alternative("named", object(["_0": ["type": "string"], "_1": point], required: ["_0"])),
                alternative("nothing", object([:], required: [])),
            ]
        ]
        #expect(try schema(of: Example.Shape.self) == expected)
        let plain: JSONValue = [
            "anyOf": [alternative("on", object([:], required: [])), alternative("off", object([:], required: []))]
        ]
        #expect(try schema(of: Example.Plain.self) == plain)
    }

    @Test func enumsMayBeGeneric() throws {
        let schema = try schema(of: Example.Either<Int, [String]>.self)
        let keys = (schema["anyOf"]?.arrayValue ?? []).map { $0["required"]?[0]?.stringValue }
        #expect(keys == ["first", "second", "neither"])
        #expect(schema["anyOf"]?[1]?["properties"]?["second"]?["properties"]?["_0"]?["type"] == "array")
    }

    @Test func typesThatContainThemselvesReferToTheTop() throws {
        #expect(
            try schema(of: Example.Tree.self)
                == object(
                    ["name": ["type": "string"], "children": ["type": "array", "items": ["$ref": "#"]]],
                    required: ["name", "children"]))
        #expect(
            try schema(of: Example.Link.self)
                == object(["value": ["type": "integer"], "next": ["$ref": "#"]], required: ["value"]))
    }

    @Test func typesThatContainThemselvesFurtherDownAreDefinitions() throws {
        let tree = object(
            ["name": ["type": "string"], "children": ["type": "array", "items": ["$ref": "#/$defs/Tree"]]],
            required: ["name", "children"])
        #expect(
            try schema(of: [Example.Tree].self)
                == ["type": "array", "items": ["$ref": "#/$defs/Tree"], "$defs": ["Tree": tree]])
    }

    @Test func typesMayContainEachOther() throws {
        let call = object(
            [
                "callee": ["$ref": "#"], "arguments": ["type": "array", "items": ["$ref": "#"]],
                "line": ["type": "integer"],
            ], required: ["callee", "arguments", "line"])
        func alternative(_ name: String, _ properties: JSONValue, _ required: JSONValue) -> JSONValue {
            object([name: object(properties, required: required)], required: [.string(name)])
        }
        let expected: JSONValue = [
            "anyOf": [
                alternative("call", ["_0": ["$ref": "#/$defs/Call"]], ["_0"]),
                alternative("sum", ["_0": ["$ref": "#"], "_1": ["$ref": "#"]], ["_0", "_1"]),
                alternative("number", ["_0": ["type": "number"]], ["_0"]),
            ],
            "$defs": ["Call": call],
        ]
        #expect(try schema(of: Example.Expression.self) == expected)
    }

    @Test func aSuperclassStandsUnderItsKey() throws {
        let base = object(["id": ["type": "integer"]], required: ["id"])
        #expect(
            try schema(of: Example.Derived.self)
                == object(["name": ["type": "string"], "super": base], required: ["name", "super"]))
    }

    @Test func smallTypes() throws {
        #expect(try schema(of: Example.Empty.self) == object([:], required: []))
        #expect(try schema(of: Example.Word.self) == ["type": "string"])
        #expect(try schema(of: [UInt128].self) == ["type": "array", "items": ["type": "integer", "minimum": 0]])
        #expect(try schema(of: Int?.self) == ["type": ["integer", "null"]])
        #expect(
            try schema(of: [Example.Unit?].self)
                == [
                    "type": "array",
                    "items": ["anyOf": [["type": "string", "enum": ["celsius", "f", "kelvin"]], ["type": "null"]]],
                ])
    }

    @Test func genericTypesOfOneNameAreToldApart() throws {
        struct Two: Codable {
            var a: [Example.Box<Int>]
            var b: [Example.Box<String>]
            var c: Example.Box<Int>
            var d: Example.Box<String>
        }
        let definitions = try schema(of: Two.self)["$defs"]
        #expect(definitions?["Box_Int"] == object(["content": ["type": "integer"]], required: ["content"]))
        #expect(definitions?["Box_String"] == object(["content": ["type": "string"]], required: ["content"]))
    }

    @Test func codingByHandIsFollowed() throws {
        let properties: JSONValue = [
            "when": ["type": "string", "format": "date-time"], "where": ["type": "string"],
            "tags": ["type": "array", "items": ["type": "string"]],
            "inner": object(["depth": ["type": "integer"]], required: ["depth"]), "extra": ["type": "boolean"],
        ]
        #expect(try schema(of: Example.Hand.self) == object(properties, required: ["when", "tags", "inner"]))
        let open = try schema(of: Example.Open.self)
        #expect(open["additionalProperties"] == true)
        #expect(open["properties"] == ["id": ["type": "integer"]])
    }

    @Test func aSchemaByHandStandsInPlaceOfTheDerivedOne() throws {
        let currency: JSONValue = ["type": "string", "pattern": "^[A-Z]{3}$", "examples": ["EUR"]]
        #expect(try schema(of: Example.Currency.self) == currency)
        #expect(
            try schema(of: Example.Price.self)
                == object(["amount": ["type": "number"], "currency": currency], required: ["amount", "currency"]))
    }

    @Test func referencesOfASchemaByHandAreLedToIt() throws {
        let schema = try JSONSchema(of: Example.Restaurant.self)
        let menu = schema.value["$defs"]?["Menu"]
        #expect(menu?["properties"]?["items"]?["items"] == ["$ref": "#/$defs/Menu"])
        #expect(menu?["properties"]?["title"] == ["$ref": "#/$defs/Menu/$defs/Title"])
        #expect(schema.validate(["name": "x", "menu": ["title": "y", "items": [["title": "z"]]]]).isEmpty)
        #expect(
            schema.validate(["name": "x", "menu": ["title": "y", "items": [["title": ""]]]]).map(\.path)
                == ["menu.items[0].title"])
    }

    @Test func aSchemaByHandKeepsItsDefinitions() throws {
        #expect(try schema(of: Example.Page.self) == Example.Page.jsonSchema.value)
        #expect(try schema(of: Example.Menu.self) == Example.Menu.jsonSchema.value)
        let boxed = try JSONSchema(of: Example.Box<Example.Page>.self)
        #expect(boxed.value["properties"]?["content"] == ["$ref": "#/$defs/Page"])
        #expect(boxed.validate(["content": ["title": "x"]]).isEmpty)
        #expect(boxed.validate(["content": ["title": ""]]).map(\.path) == ["content.title"])
    }

    @Test func schemasAreDerivedFromManyTasksAtOnce() async throws {
        let expected = try JSONSchema(of: Example.Expression.self)
        await withTaskGroup(of: JSONSchema?.self) { group in
            for _ in 0..<50 { group.addTask { try? JSONSchema(of: Example.Expression.self) } }
            for await schema in group { #expect(schema == expected) }
        }
    }

    @Test func aSchemaIsCodedAsItself() throws {
        let schema = try JSONSchema(of: Example.Tree.self)
        let data = try JSONEncoder().encode(schema)
        #expect(try JSONDecoder().decode(JSONSchema.self, from: data) == schema)
        #expect(try JSONDecoder().decode(JSONValue.self, from: data) == schema.value)
        #expect(throws: LLMError.self) { try JSONDecoder().decode(JSONSchema.self, from: Data("[1]".utf8)) }
    }

    @Test func onlyObjectsAndTruthValuesAreSchemas() throws {
        #expect(throws: Never.self) { try JSONSchema(true) }
        #expect(throws: Never.self) { try JSONSchema(["type": "string"]) }
        let nested = (0..<129).reduce(JSONValue.object([:])) { inner, _ in ["not": inner] }
        for value: JSONValue in ["string", 1, nil, [], nested] {
            let error = #expect(throws: LLMError.self) { try JSONSchema(value) }
            #expect(error?.code == .configuration)
        }
    }
}
