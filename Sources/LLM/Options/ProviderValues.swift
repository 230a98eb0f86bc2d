/// Values of types that only a provider knows, at most one of each; an empty one costs nothing.
struct ProviderValues: Sendable {
    // A list, since there is seldom more than one.
    private var values: [(type: ObjectIdentifier, value: any Hashable & Sendable)] = []

    subscript<Value: Hashable & Sendable>(type: Value.Type) -> Value? {
        get {
            guard let position = position(of: type) else { return nil }
            return values[position].value as? Value
        }
        set {
            if let position = position(of: type) { values.remove(at: position) }
            if let newValue { values.append((ObjectIdentifier(type), newValue)) }
        }
    }

    private func position(of type: Any.Type) -> Int? {
        values.isEmpty ? nil : values.firstIndex { $0.type == ObjectIdentifier(type) }
    }
}

extension ProviderValues: Hashable {
    private var comparable: [ObjectIdentifier: AnyHashable] {
        values.reduce(into: [:]) { $0[$1.type] = AnyHashable($1.value) }
    }

    static func == (one: ProviderValues, other: ProviderValues) -> Bool {
        one.values.count == other.values.count && one.comparable == other.comparable
    }

    func hash(into hasher: inout Hasher) { hasher.combine(comparable) }
}
