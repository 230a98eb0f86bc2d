import FoundationEssentials
import LLM

/// Types of every kind from which schemas are derived.
enum Example {
    struct Scalars: Codable {
        var flag: Bool
        var text: String
        var int: Int, int8: Int8, int16: Int16, int32: Int32, int64: Int64
        var uint: UInt, uint8: UInt8, uint16: UInt16, uint32: UInt32, uint64: UInt64
        var double: Double
        var float: Float
        var decimal: Decimal
        var date: Date
        var url: URL
        var id: UUID
        var data: Data
        var any: JSONValue
    }

    struct Optionals: Codable {
        var flag: Bool?
        var text: String?
        var int: Int?
        var uint8: UInt8?
        var double: Double?
        var date: Date?
        var list: [Int?]
        var inner: Point?
    }

    struct Point: Codable {
        var x: Double
        var y: Double
    }

    struct Line: Codable {
        var from: Point
        var to: Point
        var label: Label
    }

    struct Label: Codable { var text: String }

    struct Collections: Codable {
        enum Side: String, Codable, CodingKeyRepresentable { case left, right }

        var list: [String]
        var nested: [[Int]]
        var set: Set<Int>
        var dictionary: [String: Int]
        var numbered: [Int: Bool]
        var sides: [Side: Int]
        var pairs: [Point2: String]
        var range: Range<Int>
    }

    struct Point2: Codable, Hashable { var x: Int }

    enum Unit: String, Codable { case celsius, fahrenheit = "f", kelvin }

    enum Level: Int, Codable { case low = 1, high = 10 }

    enum Single: String, Codable { case only }

    enum Listed: String, Codable, CaseIterable {
        case a, b, hidden

        static let allCases: [Listed] = [.b, .a]
    }

    struct Choices: Codable {
        var unit: Unit
        var level: Level
        var single: Single
        var listed: Listed
        var other: Unit?
    }

    enum Shape: Codable {
        case circle(radius: Double)
        case square(Int)
        case named(String, Point?)
        case nothing
    }

    enum Plain: Codable { case on, off }

    enum Either<First: Codable, Second: Codable>: Codable {
        case first(First)
        case second(Second)
        case neither
    }

    struct Tree: Codable {
        var name: String
        var children: [Tree]
    }

    final class Link: Codable {
        var value: Int
        var next: Link?

        init(value: Int) { self.value = value }
    }

    indirect enum Expression: Codable {
        case call(Call)
        case sum(Expression, Expression)
        case number(Double)
    }

    struct Call: Codable {
        var callee: Expression
        var arguments: [Expression]
        var line: Int
    }

    class Base: Codable { var id = 0 }

    final class Derived: Base {
        var name = ""

        enum CodingKeys: String, CodingKey { case name }

        override init() { super.init() }

        required init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try container.decode(String.self, forKey: .name)
            try super.init(from: container.superDecoder())
        }
    }

    struct Empty: Codable {}

    struct Word: Codable, RawRepresentable { var rawValue: String }

    struct Box<Content: Codable>: Codable { var content: Content }

    struct Hand: Decodable {
        enum Keys: String, CodingKey { case when, where_ = "where", tags, inner, extra }
        enum InnerKeys: CodingKey { case depth }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Keys.self)
            _ = try container.decode(Date.self, forKey: .when)
            if container.contains(.where_) { _ = try container.decode(String.self, forKey: .where_) }
            var tags = try container.nestedUnkeyedContainer(forKey: .tags)
            while !tags.isAtEnd { _ = try tags.decode(String.self) }
            let inner = try container.nestedContainer(keyedBy: InnerKeys.self, forKey: .inner)
            _ = try inner.decode(Int.self, forKey: .depth)
            if try !container.decodeNil(forKey: .extra) { _ = try container.decode(Bool.self, forKey: .extra) }
        }
    }

    /// Keys that are not known beforehand.
    struct Open: Decodable {
        struct Key: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }

            init(stringValue: String) { self.stringValue = stringValue }

            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            _ = try container.decode(Int.self, forKey: Key(stringValue: "id"))
            for key in container.allKeys { _ = try container.decode(Int.self, forKey: key) }
        }
    }

    struct Currency: Codable, SchemaProviding {
        var code: String

        init(from decoder: any Decoder) throws {
            code = try decoder.singleValueContainer().decode(String.self)
            guard code.count == 3 else {
                throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "no currency"))
            }
        }

        static var jsonSchema: JSONSchema { ["type": "string", "pattern": "^[A-Z]{3}$", "examples": ["EUR"]] }
    }

    struct Price: Codable {
        var amount: Double
        var currency: Currency
    }

    /// A schema by hand that refers to itself and to a definition of its own.
    struct Menu: Codable, SchemaProviding {
        var title: String

        static var jsonSchema: JSONSchema {
            [
                "type": "object", "required": ["title"],
                "properties": [
                    "title": ["$ref": "#/$defs/Title"], "items": ["type": "array", "items": ["$ref": "#"]],
                ],
                "$defs": ["Title": ["type": "string", "minLength": 1]],
            ]
        }
    }

    struct Restaurant: Codable {
        var name: String
        var menu: Menu
    }

    /// A schema by hand that refers to a definition of its own only.
    struct Page: Codable, SchemaProviding {
        var title: String

        static var jsonSchema: JSONSchema {
            [
                "type": "object", "properties": ["title": ["$ref": "#/$defs/Title"]],
                "$defs": ["Title": ["type": "string", "minLength": 1]],
            ]
        }
    }
}
