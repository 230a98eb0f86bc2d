extension JSONValue {
    /// Compact JSON as Go's encoder writes it: `<`, `>` and `&` are escaped, and so are U+2028 and U+2029.
    var encoded: String {
        var output = ""
        write(to: &output)
        return output
    }

    private func write(to output: inout String) {
        switch self {
        case .null: output += "null"
        case .bool(let value): output += value ? "true" : "false"
        case .integer(let value): output += String(value)
        case .number(let value): output += value.isFinite ? String(value) : "null"
        case .string(let value): Self.write(value, to: &output)
        case .array(let elements): Self.write(elements, to: &output)
        case .object(let object): Self.write(object, to: &output)
        }
    }

    private static func write(_ elements: [JSONValue], to output: inout String) {
        output += "["
        for (position, element) in elements.enumerated() {
            if position > 0 { output += "," }
            element.write(to: &output)
        }
        output += "]"
    }

    private static func write(_ object: JSONObject, to output: inout String) {
        output += "{"
        for (position, member) in object.members.enumerated() {
            if position > 0 { output += "," }
            write(member.key, to: &output)
            output += ":"
            member.value.write(to: &output)
        }
        output += "}"
    }

    private static func write(_ string: String, to output: inout String) {
        output += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case "\u{8}": output += "\\b"
            case "\u{C}": output += "\\f"
            case "<", ">", "&", "\u{2028}", "\u{2029}": escape(scalar, to: &output)
            case _ where scalar.value < 0x20: escape(scalar, to: &output)
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }

    private static func escape(_ scalar: Unicode.Scalar, to output: inout String) {
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
