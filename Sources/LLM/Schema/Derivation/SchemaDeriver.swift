/// Derives schemas by running the `init(from:)` of types with a ``SchemaRecorder``.
///
/// Every type but the simplest becomes a definition that others refer to; ``SchemaDefinitions`` puts those that are used
/// once where they are used.
final class SchemaDeriver {
    /// How many values may be made; types that contain each other in many ways could need any number.
    private static let maximumValues = 10_000

    private struct Definition {
        let name: String
        /// Nil while the type is being derived.
        var schema: JSONValue?
    }

    private var definitions: [ObjectIdentifier: Definition] = [:]
    private var names: Set<String> = []
    private var values: [ObjectIdentifier: Any] = [:]
    private var valuesInProgress: Set<ObjectIdentifier> = []
    private var valueCount = 0
    var descriptionChecks: [SchemaDescriptionCheck] = []

    /// The schemas of all types that were met, by the name in `$defs`.
    var definedSchemas: [String: JSONValue] {
        Dictionary(definitions.values.map { ($0.name, $0.schema ?? [:]) }, uniquingKeysWith: { first, _ in first })
    }

    /// The schema of a type, or a reference to it.
    ///
    /// A type that is met for the first time is given the sample where it would be given placeholders.
    func schema<T: Decodable>(
        of type: T.Type, like sample: JSONValue? = nil, at path: [any CodingKey]
    ) throws -> JSONValue {
        let provided = (type as? any SchemaProviding.Type)?.jsonSchema.value
        if provided == nil, let known = type as? any DirectSchema.Type { return try known.schema(self, at: path) }
        let id = ObjectIdentifier(type)
        if let definition = definitions[id] { return .reference(to: definition.name) }
        let name = unusedName(for: type)
        definitions[id] = Definition(name: name)
        let schema = try provided?.relocated(to: name) ?? recordedSchema(of: type, like: sample, at: path)
        definitions[id]?.schema = schema
        return .reference(to: name)
    }

    /// A value of a type: like the sample as far as that goes, and made of placeholders beyond.
    func value<T: Decodable>(of type: T.Type, sample: JSONValue?, at path: [any CodingKey]) throws -> T {
        let id = ObjectIdentifier(type)
        if sample == nil, let value = values[id] as? T { return value }
        valueCount += 1
        guard valueCount <= Self.maximumValues else { throw tooComplex(type, at: path) }
        if let known = type as? any DirectSchema.Type {
            guard let value = try known.placeholder(sample, self, at: path) as? T else { throw endless(type, at: path) }
            return value
        }
        guard valuesInProgress.insert(id).inserted else { throw endless(type, at: path) }
        defer { valuesInProgress.remove(id) }
        let value = try madeValue(of: type, sample: sample ?? sampleValue(of: type), at: path)
        if sample == nil { values[id] = value }
        return value
    }

    private func recordedSchema<T: Decodable>(
        of type: T.Type, like sample: JSONValue?, at path: [any CodingKey]
    ) throws -> JSONValue {
        let sample = sample ?? sampleValue(of: type)
        var (schema, alternatives) = try noted(type, choice: 0, like: sample, at: path)
        if alternatives > 1 {
            let others = try (1..<alternatives).map { try noted(type, choice: $0, like: sample, at: path).schema }
            schema = ["anyOf": .array([schema] + others)]
        } else if let rawValues = (type as? any RawRepresentable.Type)?.jsonRawValues, schema.isScalarSchema {
            schema = ["type": schema["type"] ?? "string", "enum": .array(rawValues)]
        }
        guard let described = type as? any SchemaDescribed.Type else { return schema }
        return try schema.adding(described.description(), of: type, to: self)
    }

    /// The schema of one of a type's alternatives, and how many of them there are.
    private func noted<T: Decodable>(
        _ type: T.Type, choice: Int, like sample: JSONValue?, at path: [any CodingKey]
    ) throws -> (schema: JSONValue, alternatives: Int) {
        let node = SchemaNode()
        let recorder = SchemaRecorder(
            deriver: self, node: node, isNoting: true, choice: choice, sample: sample, codingPath: path)
        let value = try made(type, from: recorder)
        node.setObject()
        if values[ObjectIdentifier(type)] == nil { values[ObjectIdentifier(type)] = value }
        return (node.schema, Mirror(reflecting: value).displayStyle == .enum ? node.alternatives : 1)
    }

    /// Makes a value of the first alternative that does not need a value of the same type.
    private func madeValue<T: Decodable>(of type: T.Type, sample: JSONValue?, at path: [any CodingKey]) throws -> T {
        let node = SchemaNode()
        var recorder = SchemaRecorder(deriver: self, node: node, isNoting: false, sample: sample, codingPath: path)
        while true {
            do {
                return try made(type, from: recorder)
            } catch {
                recorder.choice += 1
                guard recorder.choice < node.alternatives else { throw error }
            }
        }
    }

    private func made<T: Decodable>(_ type: T.Type, from recorder: SchemaRecorder) throws -> T {
        do {
            return try T(from: recorder)
        } catch let error as LLMError {
            throw error
        } catch {
            throw refused(type, at: recorder.codingPath, cause: error)
        }
    }

    /// A value that a type itself says is one of its own.
    private func sampleValue(of type: Any.Type) -> JSONValue? {
        if let schema = (type as? any SchemaProviding.Type)?.jsonSchema.value {
            return schema.firstExample
        }
        return (type as? any SchemaDescribed.Type)?.sample ?? (type as? any RawRepresentable.Type)?.jsonRawValues?.first
    }

    private func unusedName(for type: Any.Type) -> String {
        let words = String(describing: type).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let name = words.isEmpty ? "Type" : words.joined(separator: "_")
        var unused = name
        var number = 2
        while !names.insert(unused).inserted {
            unused = "\(name)_\(number)"
            number += 1
        }
        return unused
    }
}
