extension GenerateOptions {
    /// The options of a type that only one provider knows; nil when there are none, and setting nil removes them.
    ///
    /// A provider's module adds a property over it, such as `gateway` of `Bifrost`; other providers do not look at
    /// these options.
    ///
    /// - Parameter type: The type of the options.
    public subscript<Value: Hashable & Sendable>(type: Value.Type) -> Value? {
        get { providerValues[type] }
        set { providerValues[type] = newValue }
    }
}
