internal import LLM

/// The members of an object, taken one after the other: what is left in the end has no name here.
///
/// What is null is absent, and so is a member of the wrong type, which stays.
struct JSONMembers {
    private(set) var rest: [String: JSONValue]

    /// Nil for anything but an object.
    init?(_ json: JSONValue?) {
        guard let members = json?.objectValue else { return nil }
        rest = members.filter { $0.value != .null }
    }

    mutating func text(_ name: String) -> String? { take(name) { $0.stringValue } }

    /// A text with something in it; an empty one stays.
    mutating func filledText(_ name: String) -> String? { take(name) { $0.filledText } }

    /// An id; an empty one says nothing and leaves, too.
    mutating func id(_ name: String) -> String? { text(name).flatMap { $0.isEmpty ? nil : $0 } }

    /// A whole number, also one written as a text.
    mutating func integer(_ name: String) -> Int? { take(name) { $0.tolerantInteger } }

    /// A number, also one written as a text.
    mutating func number(_ name: String) -> Double? { take(name) { $0.tolerantNumber } }

    mutating func bool(_ name: String) -> Bool? { take(name) { $0.boolValue } }

    /// A list of texts; empty when there is none.
    mutating func texts(_ name: String) -> [String] {
        take(name) { $0.arrayValue?.compactMap(\.stringValue) } ?? []
    }

    mutating func list(_ name: String) -> [JSONValue]? { take(name) { $0.arrayValue } }

    /// The elements of a list that can be read; empty when there is none.
    mutating func list<Element>(_ name: String, _ read: (JSONValue) -> Element?) -> [Element] {
        take(name) { $0.arrayValue?.compactMap(read) } ?? []
    }

    mutating func value(_ name: String) -> JSONValue? { take(name) { $0 } }

    /// A member that is read by a rule of its own; nil leaves it where it is.
    mutating func take<Value>(_ name: String, _ read: (JSONValue) -> Value?) -> Value? {
        guard let value = rest[name].flatMap(read) else { return nil }
        rest[name] = nil
        return value
    }

    /// The rest but for what the metadata has.
    var additionalFields: [String: JSONValue] { rest.filter { $0.key != "extra_fields" } }

    /// Passes over members that say nothing further.
    mutating func drop(_ names: String...) {
        for name in names { rest[name] = nil }
    }
}

extension JSONValue {
    /// The text, when there is something in it.
    var filledText: String? { stringValue.flatMap { $0.isEmpty ? nil : $0 } }

    /// The whole number, also one written as a text.
    var tolerantInteger: Int? { integerValue ?? stringValue.flatMap { Int($0) } }

    /// The number, also one written as a text; finite in any case.
    var tolerantNumber: Double? {
        guard let number = numberValue ?? stringValue.flatMap(Double.init), number.isFinite else { return nil }
        return number
    }
}
