/// The check of a request's key.
struct Authentication: Sendable {
    let accepted: Set<String>?

    /// Why the request is not admitted; nil when it is.
    func refusal(of request: RecordedRequest) -> GatewayFailure? {
        guard let accepted else { return nil }
        let keys = Self.keys(of: request)
        if keys.contains(where: accepted.contains) { return nil }
        let decision = keys.isEmpty ? "virtual_key_required" : nil
        return GatewayFailure(
            status: 401, decision: decision, type: keys.isEmpty ? nil : "authentication_error", message: "Unauthorized")
    }

    private static func keys(of request: RecordedRequest) -> [String] {
        let bearer = request.values(of: "authorization").compactMap { value -> String? in
            let parts = value.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
            return String(parts[1])
        }
        return request.values(of: "x-bf-vk") + request.values(of: "x-api-key") + bearer
    }
}
