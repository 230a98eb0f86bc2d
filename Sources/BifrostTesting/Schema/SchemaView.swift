/// A JSON Schema with its references, unions and combinations resolved, so that it can be read field by field.
struct SchemaView: Sendable {
    /// Below this depth the shortest value that fits is wanted, so that recursive schemas come to an end.
    static let maximumDepth = 6

    /// Below this depth only a schema that no finite value satisfies still goes on.
    static let impossibleDepth = 64

    let root: JSONValue
    let depth: Int
    let fields: JSONObject

    init(root: JSONValue) { self.init(root, in: root, depth: 0) }

    private init(_ schema: JSONValue, in root: JSONValue, depth: Int) {
        self.root = root
        self.depth = depth
        fields = Self.resolve(schema, root, depth, links: 0).object ?? JSONObject()
    }

    subscript(key: String) -> JSONValue? { fields[key] }

    func child(_ schema: JSONValue) -> SchemaView { SchemaView(schema, in: root, depth: depth + 1) }

    var isDeep: Bool { depth >= Self.maximumDepth }

    var isImpossible: Bool { depth >= Self.impossibleDepth }

    /// The type to produce; inferred from other keywords when it is not given.
    var type: String {
        if let type = self["type"]?.string { return type }
        if let types = self["type"]?.array?.compactMap(\.string), let first = types.first {
            let wanted = isDeep ? types.first { $0 == "null" } : types.first { $0 != "null" }
            return wanted ?? first
        }
        if self["properties"] != nil || self["required"] != nil { return "object" }
        if self["items"] != nil || self["prefixItems"] != nil { return "array" }
        if self["minimum"] != nil || self["maximum"] != nil { return "number" }
        return "string"
    }
}

extension SchemaView {
    /// Follows `$ref`, merges `allOf` and takes one branch of `anyOf` or `oneOf`.
    private static func resolve(_ schema: JSONValue, _ root: JSONValue, _ depth: Int, links: Int) -> JSONValue {
        guard var fields = schema.object, links < maximumDepth else { return schema }
        if let reference = fields["$ref"]?.string {
            fields["$ref"] = nil
            let target = resolve(pointer(reference, in: root) ?? [:], root, depth, links: links + 1)
            return merge(target, .object(fields))
        }
        if let parts = fields["allOf"]?.array {
            fields["allOf"] = nil
            let merged = parts.reduce(.object(fields)) { merge($0, resolve($1, root, depth, links: links + 1)) }
            return resolve(merged, root, depth, links: links + 1)
        }
        for union in ["anyOf", "oneOf"] {
            guard let branches = fields[union]?.array else { continue }
            fields[union] = nil
            let branch = resolve(choose(branches, depth), root, depth, links: links + 1)
            return resolve(merge(.object(fields), branch), root, depth, links: links + 1)
        }
        return .object(fields)
    }

    /// The first branch with something in it; far down the null, which ends a recursion.
    private static func choose(_ branches: [JSONValue], _ depth: Int) -> JSONValue {
        let isNull = { (branch: JSONValue) in branch["type"] == "null" || branch["const"] == .null }
        let wanted = depth >= maximumDepth ? branches.first(where: isNull) : branches.first { !isNull($0) }
        return wanted ?? branches.first ?? [:]
    }

    /// A JSON pointer within the document, such as `#/$defs/Address`.
    private static func pointer(_ reference: String, in root: JSONValue) -> JSONValue? {
        guard reference.hasPrefix("#") else { return nil }
        return reference.dropFirst().split(separator: "/").reduce(.some(root)) { (value: JSONValue?, part) in
            let key = String(part).replacing("~1", with: "/").replacing("~0", with: "~")
            return value?[key]
                ?? Int(key).flatMap { index in
                    value?.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
                }
        }
    }

    private static func merge(_ left: JSONValue, _ right: JSONValue) -> JSONValue {
        guard var merged = left.object, let right = right.object else { return left }
        for member in right.members {
            switch (member.key, merged[member.key], member.value) {
            case ("properties", .object(let properties)?, .object(let more)):
                var union = properties
                for property in more.members { union[property.key] = property.value }
                merged["properties"] = .object(union)
            case ("required", .array(let names)?, .array(let more)):
                merged["required"] = .array(names + more)
            default: merged[member.key] = member.value
            }
        }
        return .object(merged)
    }
}
