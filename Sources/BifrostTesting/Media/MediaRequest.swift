/// A request of an endpoint for sound or images, from JSON or a form, read as the gateway reads it.
struct MediaRequest: Sendable {
    let flavour: Flavour
    /// The fields, those of a form as texts.
    let body: JSONValue
    let form: MultipartBody?
    /// The provider and its own name for the model.
    let provider: String
    let model: String
    /// What `extra_fields` call it, without `_stream`.
    let kind: String

    init(
        _ request: RecordedRequest, kind: String, isForm: Bool, flavour: Flavour, providers: Set<String>
    ) throws(GatewayFailure) {
        self.flavour = flavour
        self.kind = kind
        form = isForm ? try MultipartBody(request.body, contentType: request.values(of: "content-type").first) : nil
        body = if let form { Self.fields(form) } else { try ChatRequest.parse(request.body, flavour) }
        (provider, model) = try ChatRequest.split(body["model"]?.string ?? "", flavour, providers)
    }

    private static func fields(_ form: MultipartBody) -> JSONValue {
        var fields = JSONObject()
        for part in form.parts where part.filename == nil {
            fields[part.name] = .string(String(decoding: part.content, as: UTF8.self))
        }
        return .object(fields)
    }

    /// Speech says it in `stream_format`, a form with a text.
    var isStream: Bool {
        body["stream"]?.bool ?? (body["stream"]?.string == "true") || body["stream_format"]?.string == "sse"
    }

    var requestType: String { isStream ? "\(kind)_stream" : kind }

    /// A whole number, in a form written as a text.
    func integer(_ name: String) -> Int? { body[name]?.integer ?? body[name]?.string.flatMap { Int($0) } }

    /// The same request in terms of a chat, from which answers tell who gave them.
    private var chat: ChatRequest { ChatRequest(body, flavour: flavour, provider: provider, model: model) }

    func context(_ release: EmbeddedGateway.Release) -> GatewayFailure.Context {
        .init(provider: provider, model: model, requestType: requestType, release: release)
    }

    func extraFields(_ release: EmbeddedGateway.Release, chunk: Int = 0) -> JSONValue {
        var trail = Trail(of: chat)
        trail.release = release
        let fields = trail.extraFields(chat, latency: .zero, chunk: chunk, raw: .null, isLast: false)
        var object = JSONObject()
        for member in fields.object?.members ?? [] {
            object.append(member.key, member.key == "request_type" ? .string(requestType) : member.value)
        }
        return .object(object)
    }

    func headers(_ release: EmbeddedGateway.Release) -> [(name: String, value: String)] {
        var trail = Trail(of: chat)
        trail.release = release
        return trail.headers(chat).map { $0.name == "x-bifrost-request-type" ? ($0.name, requestType) : $0 }
    }
}
