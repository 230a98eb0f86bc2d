internal import LLM

extension JSONValue {
    /// An object with the members of a later one; those that say nothing replace none.
    ///
    /// - Parameter later: What came later; it may name no more than the members that changed.
    /// - Returns: The members of both.
    func updated(by later: JSONValue) -> JSONValue {
        guard let members = objectValue, let changes = later.objectValue else { return later }
        return .object(members.merging(changes) { $1.isBlank ? $0 : $1 })
    }

    /// Whether it is null, or a text, list or object without contents.
    private var isBlank: Bool { self == .null || self == "" || self == [] || self == [:] }

    /// Whether it is an item by which a tool of the caller is called.
    var isCall: Bool {
        let calls: [ResponseItem.Kind] = [.functionCall, .customToolCall]
        return calls.contains { self["type"]?.stringValue == $0.rawValue }
    }

    /// Whether an item's text, or a part of it, says anything.
    var hasWords: Bool {
        guard let parts = arrayValue else { return !isBlank }
        return parts.contains { part in
            let texts = ["text", "refusal"].compactMap { part[$0]?.stringValue }
            return texts.isEmpty || texts.contains { !$0.isEmpty }
        }
    }
}
