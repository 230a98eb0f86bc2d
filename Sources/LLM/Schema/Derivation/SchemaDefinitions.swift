/// Puts the schemas of types together into one.
///
/// A definition stays one when it contains itself, when something refers to its inside, or when it is used twice and
/// more than a few keywords long; others are put where they are used.
struct SchemaDefinitions {
    private let definitions: [String: JSONValue]

    init(_ definitions: [String: JSONValue]) { self.definitions = definitions }

    /// The whole schema of which this is the root.
    func resolve(root: JSONValue) -> [String: JSONValue] {
        let rootName = root.definitionReference?.name
        let top = rootName.flatMap { definitions[$0] } ?? root
        var kept: Set<String> = []
        for (name, use) in uses(from: top) where name != rootName {
            let isWorthIt = use.count > 1 && definitions[name]?.isScalarSchema == false
            if isWorthIt || use.isInside || isRecursive(name) { kept.insert(name) }
        }
        var schema = inlined(top, kept: kept, root: rootName).objectValue ?? [:]
        if !kept.isEmpty {
            let pairs = kept.map { ($0, inlined(definitions[$0] ?? [:], kept: kept, root: rootName)) }
            schema["$defs"] = .object(Dictionary(uniqueKeysWithValues: pairs))
        }
        return schema
    }

    private func inlined(_ schema: JSONValue, kept: Set<String>, root: String?) -> JSONValue {
        guard let (name, inside) = schema.definitionReference, let definition = definitions[name] else {
            return schema.mappingSubschemas { inlined($0, kept: kept, root: root) }
        }
        if name == root { return schema.setting("$ref", to: .string("#\(inside)")) }
        if kept.contains(name) { return schema }
        var members = schema.objectValue ?? [:]
        members["$ref"] = nil
        let whole = inlined(definition, kept: kept, root: root).objectValue ?? [:]
        return .object(whole.merging(members) { $1 })
    }

    /// How often each definition is referred to in all that can be reached, and whether its inside is.
    private func uses(from top: JSONValue) -> [String: (count: Int, isInside: Bool)] {
        var uses: [String: (count: Int, isInside: Bool)] = [:]
        var waiting = [top]
        while let schema = waiting.popLast() {
            if let (name, inside) = schema.definitionReference {
                let use = uses[name] ?? (0, false)
                uses[name] = (use.count + 1, use.isInside || !inside.isEmpty)
                if use.count == 0, let definition = definitions[name] { waiting.append(definition) }
            }
            waiting += schema.subschemas
        }
        return uses
    }

    private func isRecursive(_ name: String) -> Bool {
        var reached: Set<String> = []
        var waiting = [definitions[name] ?? [:]]
        while let schema = waiting.popLast() {
            if let next = schema.definitionReference?.name, reached.insert(next).inserted,
                let definition = definitions[next]
            {
                waiting.append(definition)
            }
            waiting += schema.subschemas
        }
        return reached.contains(name)
    }
}
