/// A type that says more about its properties than its JSON Schema would, such as what they mean and their limits.
///
/// ```swift
/// extension WeatherQuery: SchemaDescribed {
///     static func describe(_ schema: inout SchemaDescription<WeatherQuery>) {
///         schema.description = "Where and when."
///         schema[\.city].description = "The city's name in English."
///         schema[\.days].range = 1...14
///         schema[\.days].default = 3
///     }
/// }
/// ```
public protocol SchemaDescribed {
    /// Adds to the schema that is derived from the type.
    ///
    /// - Parameter schema: What to add; empty at first.
    static func describe(_ schema: inout SchemaDescription<Self>)
}

/// What a type says about itself and its properties.
///
/// A property is named by its key path, or by its key in JSON where that is another name, where the property is
/// computed, and for the cases of an enum with associated values.
public struct SchemaDescription<Root> {
    /// What the type is for, for the model to read.
    ///
    /// Nil says nothing.
    public var description: String?
    /// Whole values as they stand in JSON; the first is also the value that types containing this one are given while
    /// their schema is derived.
    public var examples: [JSONValue] = []

    private(set) var properties: [SchemaProperty: PropertyDescription] = [:]

    init() {}

    /// What is said about a stored property whose key in JSON is its name.
    ///
    /// A key path that does not name such a property makes ``JSONSchema/init(of:)`` throw.
    ///
    /// - Parameter property: The property.
    public subscript<Value>(_ property: KeyPath<Root, Value>) -> PropertyDescription {
        get { properties[SchemaProperty(property)] ?? PropertyDescription() }
        set { properties[SchemaProperty(property)] = newValue }
    }

    /// What is said about the property or case with a key.
    ///
    /// An unknown key makes ``JSONSchema/init(of:)`` throw.
    ///
    /// - Parameter key: The key as it stands in JSON.
    public subscript(_ key: String) -> PropertyDescription {
        get { properties[SchemaProperty(key: key)] ?? PropertyDescription() }
        set { properties[SchemaProperty(key: key)] = newValue }
    }
}
