/// Finds out which key a type reads a property from, when `CodingKeys` give it another name.
struct PropertyMatcher {
    /// Values to give a key, until one of them makes a difference.
    private static let samples: [JSONValue] = ["x", 1, 0.5, true, [], [[:]], ["x"], [1], [:], ["x": 1], ["x": "x"]]

    /// Keys by the names of their properties.
    private let keys: [String: String]

    /// Reads a type with placeholders; nil when it refuses them.
    init?<Value: Decodable>(_ type: Value.Type) {
        let node = SchemaNode()
        guard let value = Self.properties(of: type, sample: nil, node) else { return nil }
        let names = value.map(\.name)
        let others = node.keys.filter { !names.contains($0) }
        var keys = Dictionary(names.filter(node.keys.contains).map { ($0, $0) }) { first, _ in first }
        for key in others {
            let changed =
                names.first { keys[$0] == nil && $0.isSpelled(key) } ?? Self.change(of: type, from: value, by: key)
            if let changed { keys[changed] = key }
        }
        let nameless = names.filter { keys[$0] == nil }
        let left = others.filter { !keys.values.contains($0) }
        if nameless.count == 1, left.count == 1 { keys[nameless[0]] = left[0] }
        self.keys = keys
    }

    func key(of name: String) -> String? { keys[name] }

    /// The only property that changes when the key has another value.
    private static func change<Value: Decodable>(
        of type: Value.Type, from value: [(name: String, text: String)], by key: String
    ) -> String? {
        for sample in samples {
            guard let other = properties(of: type, sample: [key: sample], SchemaNode()) else { continue }
            let changed = zip(value, other).filter { $0.text != $1.text }
            if changed.count == 1 { return changed[0].0.name }
        }
        return nil
    }

    private static func properties<Value: Decodable>(
        of type: Value.Type, sample: JSONValue?, _ node: SchemaNode
    ) -> [(name: String, text: String)]? {
        let deriver = SchemaDeriver()
        var whole = deriver.sampleValue(of: type)
        if case .object(let members)? = sample {
            whole = .object((whole?.objectValue ?? [:]).merging(members) { $1 })
        }
        let recorder = SchemaRecorder(deriver: deriver, node: node, isNoting: false, sample: whole, codingPath: [])
        guard let value = try? Value(from: recorder) else { return nil }
        return Mirror(reflecting: value).children.map { ($0.label ?? "", String(reflecting: $0.value)) }
    }
}

extension String {
    /// Whether a key is the same words in another case, such as `is_far` for `isFar`.
    fileprivate func isSpelled(_ key: String) -> Bool {
        lowercased() == key.lowercased().filter { $0 != "_" && $0 != "-" }
    }
}
