internal import HTTPTransport
internal import LLM

/// A request of named fields, which become JSON or, where files are among them, a form.
struct FieldRequest {
    let path: String
    let extraFields: [String: JSONValue]
    let gateway: GatewayOptions
    let limits: TimeLimits
    var streamed = false
    /// What the answer shall be; nil is JSON, or events when it is streamed.
    var accept: String?
    /// Whether the answer carries images or sound, which may be much larger than text.
    var carriesMedia = false

    private var fields: [(name: String, value: JSONValue)] = []
    private var files: [(name: String, file: MediaFile)] = []
    /// The fields that the gateway knows by name, whether or not they are set.
    private var known: Set<String> = ["fallbacks"]

    init(path: String, extraFields: [String: JSONValue], gateway: GatewayOptions, limits: TimeLimits) {
        self.path = path
        self.extraFields = extraFields
        self.gateway = gateway
        self.limits = limits
    }

    /// Adds a field without which there is no request; extra fields cannot replace it.
    mutating func require(_ name: String, _ value: JSONValue) throws(LLMError) {
        guard extraFields[name] == nil else {
            throw LLMError(.configuration, "extraFields must not contain \"\(name)\"")
        }
        guard value != "", value != [] else { throw LLMError(.configuration, "the \(name) is missing") }
        fields.append((name, value))
    }

    /// Adds a field that may be nil; an extra field of the same name wins.
    mutating func add(_ name: String, _ value: JSONValue?) {
        known.insert(name)
        guard let value, value != [], value != [:], extraFields[name] == nil else { return }
        fields.append((name, value))
    }

    mutating func add(_ name: String, _ file: MediaFile) throws(LLMError) {
        guard !file.name.isEmpty else { throw LLMError(.configuration, "a file has no name") }
        guard file.content != .bytes([]) else { throw LLMError(.configuration, "the file \"\(file.name)\" is empty") }
        files.append((name, file))
    }
}

extension FieldRequest {
    /// The fields as JSON, with the models to try when the first one fails, which the gateway's options name.
    func json(_ flavour: GatewayFlavour, _ gateway: GatewayOptions) throws(LLMError) -> EndpointRequest {
        let extra = ExtraFields(extraFields, known: known, flavour: flavour)
        let body = try EndpointRequest.Body.json { (body) throws(JSONError) in
            for field in fields { try body.member(field.name, field.value) }
            try body.fallbacks(gateway.fallbacks, unless: extra)
            try body.fields(extra)
        }
        return try request(body)
    }

    /// The fields as a form; the gateway reads no `extra_params` there, and no fallbacks.
    func form() throws(LLMError) -> EndpointRequest {
        guard gateway.fallbacks ?? [] == [] else {
            throw LLMError(.configuration, "a request with files cannot have fallbacks: the gateway reads none there")
        }
        var form = MultipartForm()
        let extra = extraFields.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
        for field in fields + extra {
            for text in try Self.texts(field.value) { form.add(field.name, text) }
        }
        // Last, so that the gateway knows the rest when the long part comes.
        for (name, file) in files { try form.add(name, file) }
        var request = try request(form.body)
        request.formModel = fields.first { $0.name == "model" }?.value.stringValue
        return request
    }

    /// Which method is called decides whether the answer streams.
    private static let decided: Set = ["stream", "stream_format"]

    private func request(_ body: EndpointRequest.Body) throws(LLMError) -> EndpointRequest {
        if let name = extraFields.keys.first(where: Self.decided.contains) {
            throw LLMError(.configuration, "extraFields must not contain \"\(name)\"")
        }
        var request = EndpointRequest(
            path: path, body: body, accept: accept, gateway: gateway, limits: limits, streamed: streamed)
        request.passesExtraFields = !extraFields.isEmpty
        request.carriesMedia = carriesMedia
        return request
    }

    /// A list becomes one field for each of its elements.
    private static func texts(_ value: JSONValue) throws(LLMError) -> [String] {
        switch value {
        case .string(let text): return [text]
        case .array(let elements):
            var texts: [String] = []
            for element in elements { texts += try Self.texts(element) }
            return texts
        default:
            do throws(JSONError) { return [try value.serializedText()] } catch { throw unwritable(error) }
        }
    }

    private static func unwritable(_ error: JSONError) -> LLMError {
        LLMError(.configuration, "the request cannot be written: \(error)", cause: error)
    }
}

extension GatewayService {
    /// Makes a call of a request's fields as JSON.
    func json(_ request: FieldRequest) throws(LLMError) -> GatewayCall {
        try call(jsonRequest(request, baseURL.flavour))
    }

    /// Writes a request's fields as JSON.
    func jsonRequest(_ request: FieldRequest, _ flavour: GatewayFlavour) throws(LLMError) -> EndpointRequest {
        try request.json(flavour, request.gateway.or(gateway))
    }

    /// Makes a call of a request's fields and files as a form.
    func form(_ request: FieldRequest) throws(LLMError) -> GatewayCall { try call(request.form()) }
}
