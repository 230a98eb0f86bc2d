/// The name of a property in a description.
struct SchemaProperty: Hashable {
    /// The key in JSON.
    ///
    /// Nil for a key path that names no stored property.
    let key: String?
    /// As it was written, for errors.
    let text: String

    init(key: String) {
        self.key = key
        text = "[\"\(key)\"]"
    }

    init<Root, Value>(_ path: KeyPath<Root, Value>) {
        text = "[\(path)]"
        key = Self.name(in: "\(path)", of: "\(Root.self)")
    }

    static func == (one: SchemaProperty, other: SchemaProperty) -> Bool {
        one.key == other.key && (one.key != nil || one.text == other.text)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(key) }

    // The standard library writes a key path as `\Type.name`, with `<computed …>` or an offset for the name where it
    // knows none, and `\Type.outer.inner` for a path of two steps.
    private static func name(in path: String, of root: String) -> String? {
        let start = "\\\(root)."
        guard path.hasPrefix(start) else { return nil }
        let name = path.dropFirst(start.count)
        let isPlain = !name.isEmpty && name.allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber }
        return isPlain ? String(name) : nil
    }
}
