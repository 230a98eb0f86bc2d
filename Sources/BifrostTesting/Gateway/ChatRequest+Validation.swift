extension ChatRequest {
    static func parse(_ bytes: [UInt8], _ flavour: Flavour) throws(GatewayFailure) -> JSONValue {
        do {
            let body = try JSONParser.parse(bytes)
            if body.object != nil { return body }
            throw unreadable("the body is not an object", flavour)
        } catch let failure as GatewayFailure {
            throw failure
        } catch {
            throw unreadable("\(error)", flavour)
        }
    }

    /// A body that does not fit the gateway's types: each flavour has its own words and status.
    private static func unreadable(_ detail: String, _ flavour: Flavour) -> GatewayFailure {
        switch flavour {
        case .native: GatewayFailure(status: 400, message: "invalid request format: \(detail)")
        case .dropIn: GatewayFailure(message: "Invalid JSON")
        }
    }

    private enum Kind: String {
        case string, bool, number, array, object
        case integer = "int"
        case stringOrObject = "string or object"

        func fits(_ value: JSONValue) -> Bool {
            switch self {
            case .string: value.string != nil
            case .bool: value.bool != nil
            case .integer: value.integer != nil
            case .number: value.number != nil
            case .array: value.array != nil
            case .object: value.object != nil
            case .stringOrObject: value.string != nil || value.object != nil
            }
        }
    }

    private static let kinds: [(field: String, kind: Kind)] = [
        ("model", .string), ("messages", .array), ("stream", .bool), ("stream_options", .object),
        ("temperature", .number), ("top_p", .number), ("presence_penalty", .number), ("frequency_penalty", .number),
        ("max_completion_tokens", .integer), ("max_tokens", .integer), ("seed", .integer), ("stop", .array),
        ("tools", .array), ("parallel_tool_calls", .bool), ("reasoning", .object), ("reasoning_effort", .string),
        ("reasoning_max_tokens", .integer), ("metadata", .object), ("user", .string), ("fallbacks", .array),
        ("logprobs", .bool), ("top_logprobs", .integer), ("logit_bias", .object), ("verbosity", .string),
        ("modalities", .array), ("audio", .object), ("prediction", .object), ("service_tier", .string),
        ("safety_identifier", .string), ("prompt_cache_key", .string), ("prompt_cache_retention", .string),
        ("store", .bool), ("web_search_options", .object), ("truncation", .string), ("tool_choice", .stringOrObject),
    ]

    static func checkTypes(_ body: JSONValue, _ flavour: Flavour) throws(GatewayFailure) {
        for (field, kind) in kinds {
            guard let value = body[field], value != .null, !kind.fits(value) else { continue }
            throw unreadable("field \(field) must be of type \(kind.rawValue)", flavour)
        }
        for message in body["messages"]?.array ?? [] where message.object == nil {
            throw unreadable("field messages must hold objects", flavour)
        }
    }

    static func checkReasoning(_ body: JSONValue) throws(GatewayFailure) {
        let aliases = [("effort", "reasoning_effort"), ("max_tokens", "reasoning_max_tokens")]
        for (field, alias) in aliases where body["reasoning"]?[field] != nil && body[alias] != nil {
            throw GatewayFailure(
                status: 400, message: "both reasoning.\(field) and \(alias) are set; only one of them may be")
        }
    }

    /// Splits at the first slash if a known provider stands before it.
    static func parts(of name: String, _ providers: Set<String>) -> (provider: String, model: String)? {
        let halves = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, providers.contains(String(halves[0])), !halves[1].isEmpty else { return nil }
        return (String(halves[0]), String(halves[1]))
    }

    static func split(
        _ name: String, _ flavour: Flavour, _ providers: Set<String>
    ) throws(GatewayFailure) -> (String, String) {
        if let parts = parts(of: name, providers) { return parts }
        switch flavour {
        case .native: throw GatewayFailure(status: 400, message: "model should be in provider/model format")
        case .dropIn where name.isEmpty: throw GatewayFailure(message: "model is required")
        case .dropIn: return ("openai", name)
        }
    }
}

extension ChatRequest {
    /// What a provider refuses although the gateway lets it through; nil when it is content.
    var providerComplaint: GatewayFailure? {
        if let limit = tokenLimit, limit < 1 {
            return Self.complaint("max_completion_tokens", "must be at least 1, and was \(limit)")
        }
        for (field, range) in [("temperature", 0.0...2), ("top_p", 0.0...1)] {
            guard let value = body[field]?.number, !range.contains(value) else { continue }
            return Self.complaint(field, "must be within \(range.lowerBound) and \(range.upperBound), and was \(value)")
        }
        return nil
    }

    private static func complaint(_ field: String, _ reason: String) -> GatewayFailure {
        GatewayFailure(status: 400, type: "invalid_request_error", message: "Invalid value: '\(field)' \(reason).")
    }
}
