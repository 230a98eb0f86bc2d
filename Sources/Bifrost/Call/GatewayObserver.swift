internal import HTTPTransport
package import LLM

/// Is told of the calls of a model, those of its other endpoints included.
package protocol GatewayObserver: Sendable {
    /// What stands before chats, of which more is to be told than of other calls.
    var chats: any ModelMiddleware { get }

    /// A call of another endpoint is about to be made.
    ///
    /// - Parameter call: What is asked for.
    /// - Returns: What is told how the call goes on. Nil when nobody listens.
    func begin(_ call: EndpointCall) -> ReportedCall?
}

/// A call of an endpoint, as an observer sees it.
package struct EndpointCall: Sendable {
    private let request: EndpointRequest

    init(_ request: EndpointRequest) { self.request = request }

    /// The method, such as `POST`.
    package var method: String { request.method }
    /// The path below the interface; ids and the like are parts of it.
    package var path: String { request.path }
    /// Whether the answer is read as it arrives.
    package var isStreamed: Bool { request.streamed }

    /// Those fields of the request that are numbers, words or flags, wherever they came from: options, further fields or a
    /// raw body.
    ///
    /// - Parameter names: The fields that are looked for; of a form only `model` is found.
    /// - Returns: Their values; of a body that cannot be read those up to there.
    package func fields(_ names: Set<String>) -> [String: JSONValue] {
        var found: [String: JSONValue] = [:]
        if let model = request.formModel { found["model"] = .string(model) }
        guard let body = request.body, MediaType.isJSON(body.contentType), let bytes = body.content.bytes else {
            return found
        }
        // Who sends what is no JSON hears of it from the gateway.
        try? Self.read(names, in: bytes.span, into: &found)
        return found
    }

    private static func read(
        _ names: Set<String>, in bytes: Span<UInt8>, into found: inout [String: JSONValue]
    ) throws(JSONError) {
        var scanner = JSONScanner()
        guard try scanner.beginObjectIfPresent(in: bytes) else { return }
        while let key = try scanner.nextKey(in: bytes) {
            let name = key.string(in: bytes)
            if names.contains(name) {
                found[name] = try scanner.value(in: bytes, depth: 0, rule: .readAsNull)
            } else {
                try scanner.skipValue(in: bytes)
            }
        }
    }
}
