extension ResponseMetadata {
    /// What a provider keeps of an answer in a type of its own; nil when there is nothing, and setting nil removes it.
    ///
    /// A provider's module adds a property over it, such as `gateway` of `Bifrost`.
    ///
    /// - Parameter type: The type of the value.
    public subscript<Value: Hashable & Sendable>(type: Value.Type) -> Value? {
        get { providerValues[type] }
        set { providerValues[type] = newValue }
    }
}
