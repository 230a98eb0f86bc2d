internal import LLM

/// The members of an answer's object; each that is taken leaves, and what is left has no name here.
///
/// What is null is absent, and so is what has the wrong type, which stays among the rest. Numbers may be texts.
struct AnswerMembers {
    private(set) var rest: [String: JSONValue]

    /// Nil when the value is no object.
    init?(_ json: JSONValue?) {
        guard let members = json?.objectValue else { return nil }
        rest = members.filter { $0.value != .null }
    }

    mutating func text(_ name: String) -> String? { take(name) { $0.stringValue } }

    /// A text with something in it; an empty one says nothing and leaves, too.
    mutating func filledText(_ name: String) -> String? { text(name).flatMap { $0.isEmpty ? nil : $0 } }

    mutating func integer(_ name: String) -> Int? {
        take(name) { $0.tolerantInteger }
    }

    mutating func number(_ name: String) -> Double? {
        take(name) { $0.tolerantNumber }
    }

    mutating func bool(_ name: String) -> Bool? { take(name) { $0.boolValue } }

    mutating func value(_ name: String) -> JSONValue? { take(name) { $0 } }

    /// The elements of a list that can be read; empty when there is none.
    mutating func list<Element>(_ name: String, _ read: (JSONValue) -> Element?) -> [Element] {
        take(name) { $0.arrayValue?.compactMap(read) } ?? []
    }

    mutating func take<Value>(_ name: String, _ read: (JSONValue) -> Value?) -> Value? {
        guard let member = rest[name], let value = read(member) else { return nil }
        rest[name] = nil
        return value
    }

    /// The rest but for what the metadata has.
    var additionalFields: [String: JSONValue] { rest.filter { $0.key != "extra_fields" } }
}
