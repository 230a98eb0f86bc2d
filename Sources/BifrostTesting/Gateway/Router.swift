/// Finds the answer to one request: by its key, its path and its body.
struct Router: Sendable {
    let configuration: EmbeddedGateway.Configuration
    let request: RecordedRequest
    /// The requests that are recorded, this one among them.
    var history: @Sendable () -> [RecordedRequest] = { [] }

    private var path: Substring { request.path.prefix { $0 != "?" } }

    func script(nextReply: () -> Reply?) -> Script {
        guard let (flavour, endpoint) = Flavour.split(path) else { return outside }
        if let refusal = Authentication(accepted: configuration.acceptedKeys).refusal(of: request) {
            return correlated(refusal.script(flavour, nil))
        }
        let reply = nextReply()
        // A scripted reply is exact: nothing is added to it.
        if case .script(let script) = reply?.content { return script }
        if let script = MediaEndpoint(router: self, flavour: flavour).script(endpoint, reply) {
            return correlated(script)
        }
        if let script = FilesEndpoint(router: self, flavour: flavour).script(endpoint, reply) {
            return correlated(script)
        }
        if let script = ResponsesEndpoint(router: self, flavour: flavour).script(endpoint, reply) {
            return correlated(script)
        }
        if let script = JobsEndpoint(router: self, flavour: flavour).script(endpoint, reply) {
            return correlated(script)
        }
        if let script = ModelEndpoint(router: self, flavour: flavour).script(endpoint, reply) {
            return correlated(script)
        }
        switch (request.method, endpoint) {
        case ("POST", "mcp/tool/execute") where flavour == .native:
            return correlated(ToolEndpoint(request: request).script(reply))
        case _ where reply != nil, ("POST", "chat/completions"):
            return correlated(ChatEndpoint(router: self, flavour: flavour).script(reply))
        case ("GET", "models"):
            return correlated(ModelsEndpoint(configuration: configuration, request: request).script(flavour))
        default: return outside
        }
    }

    /// The user interface catches every other GET; a POST to its paths is not allowed.
    private var outside: Script {
        switch request.method {
        case "GET" where path == "/health": .json(["status": "ok", "components": ["db_pings": "ok"]])
        case "GET" where path == "/api/version": .json(.string(Self.version))
        case "DELETE" where path.hasPrefix(CacheRecord.eviction): .json(["message": "Cache cleared successfully"])
        case "GET": .text(Self.userInterface, status: 200, contentType: "text/html; charset=utf-8")
        case "POST": .text("Method Not Allowed", status: 405)
        default:
            GatewayFailure(status: 404, message: "Route not found: \(path)").script(.native, nil)
        }
    }

    /// What it says to be: no release of the gateway.
    private static let version = "v0.0.0-embedded"

    static let userInterface =
        "<!DOCTYPE html><html><head><title>Bifrost</title></head><body><div id=\"root\"></div></body></html>"

    /// Adds the id by which an answer can be traced, errors included: the client's own, or one that is made.
    private func correlated(_ script: Script) -> Script {
        guard configuration.release != .older else { return script }
        let tail = String(request.index + 1, radix: 16)
        let made = "00000000-0000-4000-8000-" + String(repeating: "0", count: max(0, 12 - tail.count)) + tail
        var script = script
        let id = request.values(of: "x-request-id").first ?? made
        if configuration.release == .newer { script.headers.insert(("x-bifrost-trace-id", "trace-\(tail)"), at: 1) }
        script.headers.insert(("x-bifrost-request-id", id), at: 1)
        return script
    }
}
