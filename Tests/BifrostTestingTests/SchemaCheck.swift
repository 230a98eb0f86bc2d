@testable import BifrostTesting

/// A small validator, written apart from the sampler that it judges.
struct SchemaCheck {
    let root: JSONValue

    /// The violations of a value, each with the place where it is.
    func violations(_ value: JSONValue, _ schema: JSONValue, at place: String = "$") -> [String] {
        if let reference = schema["$ref"]?.string {
            let target = reference.split(separator: "/").dropFirst().reduce(JSONValue?.some(root)) { $0?[String($1)] }
            return target.map { violations(value, $0, at: place) } ?? ["\(place): no \(reference)"]
        }
        return typeViolations(value, schema, place) + caseViolations(value, schema, place)
            + unionViolations(value, schema, place) + contentViolations(value, schema, place)
    }

    private func typeViolations(_ value: JSONValue, _ schema: JSONValue, _ place: String) -> [String] {
        let types = schema["type"]?.string.map { [$0] } ?? schema["type"]?.array?.compactMap(\.string) ?? []
        return types.isEmpty || types.contains { Self.is(value, $0) } ? [] : ["\(place): not a \(types)"]
    }

    private static func `is`(_ value: JSONValue, _ type: String) -> Bool {
        switch type {
        case "object": value.object != nil
        case "array": value.array != nil
        case "string": value.string != nil
        case "boolean": value.bool != nil
        case "integer": value.integer != nil
        case "number": value.number != nil
        default: value == .null
        }
    }

    private func caseViolations(_ value: JSONValue, _ schema: JSONValue, _ place: String) -> [String] {
        var found: [String] = []
        if let constant = schema["const"], constant != value { found.append("\(place): not the constant") }
        if let cases = schema["enum"]?.array, !cases.contains(value) { found.append("\(place): not a case") }
        return found
    }

    private func unionViolations(_ value: JSONValue, _ schema: JSONValue, _ place: String) -> [String] {
        let fits = { (branches: JSONValue?) in
            branches?.array.map { $0.filter { violations(value, $0, at: place).isEmpty }.count }
        }
        var found = (schema["allOf"]?.array ?? []).flatMap { violations(value, $0, at: place) }
        if fits(schema["anyOf"]) == 0 { found.append("\(place): no branch fits") }
        if let count = fits(schema["oneOf"]), count != 1 { found.append("\(place): \(count) branches fit") }
        return found
    }

    private func contentViolations(_ value: JSONValue, _ schema: JSONValue, _ place: String) -> [String] {
        if let object = value.object { return members(object, schema, place) }
        if let elements = value.array { return elementViolations(elements, schema, place) }
        if let number = value.number { return bounds(number, schema, place) }
        guard let count = value.string?.unicodeScalars.count else { return [] }
        let fits = count >= schema["minLength"]?.integer ?? 0 && count <= schema["maxLength"]?.integer ?? .max
        return fits ? [] : ["\(place): length \(count)"]
    }

    private func members(_ object: JSONObject, _ schema: JSONValue, _ place: String) -> [String] {
        let missing = (schema["required"]?.array ?? []).compactMap(\.string).filter { object[$0] == nil }
        return missing.map { "\(place): no \($0)" }
            + object.members.flatMap { member -> [String] in
                if let property = schema["properties"]?[member.key] {
                    return violations(member.value, property, at: "\(place).\(member.key)")
                }
                return schema["additionalProperties"] == false ? ["\(place): unknown \(member.key)"] : []
            }
    }

    private func elementViolations(_ elements: [JSONValue], _ schema: JSONValue, _ place: String) -> [String] {
        var found: [String] = []
        if elements.count < schema["minItems"]?.integer ?? 0 { found.append("\(place): too few items") }
        if elements.count > schema["maxItems"]?.integer ?? .max { found.append("\(place): too many items") }
        if schema["uniqueItems"] == true, Set(elements.map(\.encoded)).count < elements.count {
            found.append("\(place): repeated items")
        }
        let prefix = schema["prefixItems"]?.array ?? []
        for (index, element) in elements.enumerated() {
            guard let item = index < prefix.count ? prefix[index] : schema["items"] else { continue }
            found += violations(element, item, at: "\(place)[\(index)]")
        }
        return found
    }

    private func bounds(_ number: Double, _ schema: JSONValue, _ place: String) -> [String] {
        let fits =
            number >= schema["minimum"]?.number ?? -.infinity && number <= schema["maximum"]?.number ?? .infinity
            && number > schema["exclusiveMinimum"]?.number ?? -.infinity
            && number < schema["exclusiveMaximum"]?.number ?? .infinity
            && schema["multipleOf"]?.number.map { number.truncatingRemainder(dividingBy: $0) == 0 } ?? true
        return fits ? [] : ["\(place): \(number) is out of bounds"]
    }
}
