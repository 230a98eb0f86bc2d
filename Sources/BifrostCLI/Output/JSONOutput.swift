/// A JSON value to be printed; an object keeps the order of its keys, so that lines are easy to read and compare.
enum JSONOutput: Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONOutput])
    case object([Field])

    struct Field: Equatable {
        var key: String
        var value: JSONOutput
    }

    /// The value, or null where there is none.
    static func string(_ text: String?) -> JSONOutput { text.map { .string($0) } ?? .null }

    /// The value, or null where there is none.
    static func integer(_ number: Int?) -> JSONOutput { number.map { .integer($0) } ?? .null }

    /// The duration in milliseconds with three decimals, or null where there is none.
    static func milliseconds(_ duration: Duration?) -> JSONOutput {
        duration.map { .number(($0 / .microseconds(1)).rounded() / 1000) } ?? .null
    }

    /// The duration in seconds, or null where there is none.
    static func seconds(_ duration: Duration?) -> JSONOutput {
        duration.map { .number($0 / .seconds(1)) } ?? .null
    }
}

extension JSONOutput: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
    init(dictionaryLiteral elements: (String, JSONOutput)...) {
        self = .object(elements.map { Field(key: $0, value: $1) })
    }

    init(stringLiteral value: String) { self = .string(value) }

    init(nilLiteral: ()) { self = .null }
}
