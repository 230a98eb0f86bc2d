/// A type with a JSON Schema that is written by hand.
///
/// The schema stands in place of the derived one, wherever the type is used. Where another type's `init(from:)` needs a
/// value of this one, it is made from the schema's first `examples`, `default`, `const` or `enum` value, if there is one.
///
/// ```swift
/// struct CurrencyCode: Codable, SchemaProviding {
///     static var jsonSchema: JSONSchema { ["type": "string", "pattern": "^[A-Z]{3}$", "examples": ["EUR"]] }
/// }
/// ```
public protocol SchemaProviding {
    /// The schema of the type's JSON; `$ref`s in it are relative to itself.
    static var jsonSchema: JSONSchema { get }
}
