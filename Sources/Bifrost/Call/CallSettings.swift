import HTTPTransport
import LLM

/// What the configuration and the gateway's options come to: the same for all calls that have no options of their own,
/// and worked out once for them.
final class CallSettings: Sendable {
    /// The options that hold, checked already.
    let gateway: GatewayOptions
    /// For requests without fields of their own.
    private let errors: ErrorDecoder
    private let secrets: [Secret]
    private let authorization: HTTPFields.Field?
    /// Those of the configuration and of the options, which win over all others.
    private let fields: HTTPFields

    /// Takes options that were checked.
    init(_ config: ProviderConfig, _ gateway: GatewayOptions) {
        self.gateway = gateway
        let configured = config.headers.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value.reveal()) }
        let forwarded = gateway.forwardedHeaders.map { (name: $0.key, value: $0.value.reveal()) }
        secrets =
            [config.apiKey, gateway.virtualKey, gateway.directKey].compactMap(\.self)
            + Self.secrets(in: configured + forwarded)
        errors = ErrorDecoder(secrets: secrets)
        authorization = config.apiKey.map { HTTPFields.Field(name: "authorization", value: "Bearer \($0.reveal())") }
        var fields = HTTPFields()
        for field in configured { fields[field.name] = field.value }
        for field in gateway.fields { fields[field.name] = field.value }
        self.fields = fields
    }

    /// What makes errors of the answers to a request.
    func errors(of request: EndpointRequest) -> ErrorDecoder {
        request.fields.isEmpty ? errors : ErrorDecoder(secrets: secrets + Self.secrets(in: request.fields))
    }

    /// The header fields of a request.
    func fields(of request: EndpointRequest) -> HTTPFields {
        var all: [HTTPFields.Field] = []
        all.reserveCapacity(5 + request.fields.count + fields.all.count)
        if let type = request.body?.contentType { all.append(HTTPFields.Field(name: "content-type", value: type)) }
        all.append(HTTPFields.Field(name: "accept", value: request.accept))
        if fields["x-request-id"] == nil {
            all.append(HTTPFields.Field(name: "x-request-id", value: RequestID.random()))
        }
        if let authorization { all.append(authorization) }
        // Without it the gateway drops body fields that it does not know itself.
        if request.passesExtraFields {
            all.append(HTTPFields.Field(name: "x-bf-passthrough-extra-params", value: "true"))
        }
        guard !request.fields.isEmpty || !fields.all.isEmpty else { return HTTPFields(all) }
        var result = HTTPFields(all)
        for field in request.fields { result[field.name] = field.value }
        for field in fields.all { result[field.name] = field.value }
        return result
    }

    /// What no error may repeat.
    ///
    /// Request ids are there to be quoted, and hiding short values, such as `true`, would garble texts without
    /// protecting anything.
    private static func secrets(in fields: [(name: String, value: String)]) -> [Secret] {
        let values = fields.filter { $0.name.lowercased() != "x-request-id" }
            .flatMap { [$0.value] + credentials(in: $0.value) }
        return values.filter { $0.utf8.count >= 8 }.map { Secret($0) }
    }

    /// What stands behind an authentication scheme (RFC 9110 section 11.4): servers quote it without the scheme.
    private static func credentials(in value: String) -> [String] {
        let parts = value.split(separator: " ", maxSplits: 1)
        return parts.count == 2 ? [String(parts[1])] : []
    }
}
