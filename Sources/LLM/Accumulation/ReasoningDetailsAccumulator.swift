/// Reasoning in the provider's own structure: pieces with the same index and type belong together.
struct ReasoningDetailsAccumulator: Sendable {
    private struct Identity: Hashable {
        var index: JSONValue?
        var type: JSONValue?
    }

    private var details: [ReasoningDetail] = []
    private var positions: [Identity: Int] = [:]

    /// Adds the details of one delta; those of a whole message are not pieces, so they stay apart.
    mutating func add(_ pieces: [JSONValue], areWhole: Bool) {
        for piece in pieces {
            guard !areWhole, let members = piece.objectValue else {
                details.append(ReasoningDetail(whole: piece))
                continue
            }
            let identity = Identity(index: members["index"], type: members["type"])
            let position = positions[identity] ?? details.count
            if position == details.count { details.append(ReasoningDetail()) }
            positions[identity] = position
            details[position].add(members)
        }
    }

    func values() -> [JSONValue] { details.map(\.value) }
}

/// One detail; its long texts are kept apart from the other members, so that they grow in place.
private struct ReasoningDetail: Sendable {
    private var whole: JSONValue?
    private var members: [String: JSONValue] = [:]
    private var text: String?
    private var summary: String?
    private var data: String?

    init(whole: JSONValue? = nil) { self.whole = whole }

    mutating func add(_ new: [String: JSONValue]) {
        for (key, value) in new where value != .null {
            switch (key, value) {
            case ("text", .string(let piece)): Self.append(piece, to: &text)
            case ("summary", .string(let piece)): Self.append(piece, to: &summary)
            case ("data", .string(let piece)): Self.append(piece, to: &data)
            default: members[key] = value
            }
        }
    }

    var value: JSONValue {
        if let whole { return whole }
        var members = members
        if let text { members["text"] = .string(text) }
        if let summary { members["summary"] = .string(summary) }
        if let data { members["data"] = .string(data) }
        return .object(members)
    }

    private static func append(_ piece: String, to text: inout String?) {
        if text == nil { text = piece } else { text?.append(piece) }
    }
}
