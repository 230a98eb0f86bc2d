/// Values of types that only a provider knows, at most one of each; an empty one costs nothing.
struct ProviderValues: Sendable {
    private var values: [ObjectIdentifier: any Hashable & Sendable] = [:]

    subscript<Value: Hashable & Sendable>(type: Value.Type) -> Value? {
        get { values[ObjectIdentifier(type)] as? Value }
        set { values[ObjectIdentifier(type)] = newValue }
    }
}

extension ProviderValues: Hashable {
    private var comparable: [ObjectIdentifier: AnyHashable] { values.mapValues { AnyHashable($0) } }

    static func == (one: ProviderValues, other: ProviderValues) -> Bool {
        one.values.count == other.values.count && one.comparable == other.comparable
    }

    func hash(into hasher: inout Hasher) { hasher.combine(comparable) }
}
