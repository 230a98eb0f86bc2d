import LLM

extension ComparableRequest {
    /// In what a request differs from this recorded one: lines with `-` were recorded, lines with `+` were sent.
    func differences(to sent: ComparableRequest) -> [String] {
        var lines: [String] = []
        if method != sent.method || path != sent.path || query != sent.query {
            lines += ["- \(line)", "+ \(sent.line)"]
        }
        if hasFiles != sent.hasFiles { lines += ["- files: \(hasFiles)", "+ files: \(sent.hasFiles)"] }
        switch (body, sent.body) {
        case (.json(let one), .json(let other)): Self.compare(one, other, at: "$", &lines)
        case (body, _) where body != sent.body: lines += ["- body: \(body)", "+ body: \(sent.body)"]
        default: break
        }
        return lines
    }

    /// The method, the path and the query.
    var line: String {
        let query = query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        return query.isEmpty ? "\(method) \(path)" : "\(method) \(path)?\(query)"
    }

    private static func compare(_ one: JSONValue?, _ other: JSONValue?, at place: String, _ lines: inout [String]) {
        guard one != other else { return }
        if let members = one?.objectValue, let others = other?.objectValue {
            for key in Set(members.keys).union(others.keys).sorted() {
                compare(members[key], others[key], at: "\(place).\(key)", &lines)
            }
        } else if let elements = one?.arrayValue, let others = other?.arrayValue {
            for position in 0..<max(elements.count, others.count) {
                compare(one?[position], other?[position], at: "\(place)[\(position)]", &lines)
            }
        } else {
            if let one { lines.append("- \(place): \(shortened(one))") }
            if let other { lines.append("+ \(place): \(shortened(other))") }
        }
    }

    private static func shortened(_ value: JSONValue) -> String {
        let text = (try? value.serializedText()) ?? "…"
        return text.count <= 100 ? text : "\(text.prefix(100))… (\(text.count) characters)"
    }
}

extension ComparableRequest.Body: CustomStringConvertible {
    var description: String {
        switch self {
        case .none: "none"
        case .json: "JSON"
        case .other(let bytes): "\(bytes.count) bytes"
        }
    }
}
