internal import HTTPTransport
internal import LLM

/// The two places in which the gateway says something about an answer.
struct GatewaySource {
    let headers: HTTPFields
    /// The body's `extra_fields`; nil when it had none.
    let fields: JSONValue?
    /// The provider's header fields within them, names in lower case.
    let providerHeaders: [String: String]

    init(_ metadata: ResponseMetadata) {
        headers = HTTPFields(metadata.headers.map { HTTPFields.Field(name: $0.name, value: $0.value) })
        fields = metadata.answerFields?.value
        let members = (fields?["provider_response_headers"]?.objectValue ?? [:]).compactMapValues(\.stringValue)
        providerHeaders = Dictionary(members.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { $1 })
    }

    /// A member of `extra_fields`; nil when it is missing or null.
    subscript(name: String) -> JSONValue? {
        guard let value = fields?[name], value != .null else { return nil }
        return value
    }

    /// A member of `extra_fields` that is a text with something in it.
    func text(_ name: String) -> String? { Self.filled(self[name]?.stringValue) }

    /// One of the gateway's own header fields, with something in it.
    func header(_ name: String) -> String? { Self.filled(headers["x-bifrost-\(name)"]) }

    /// A fact of `routing_info` that is a text with something in it.
    func routingInfo(_ name: String) -> String? { Self.filled(self["routing_info"]?[name]?.stringValue) }

    /// A fact of `routing_info`, or of the header field that mirrors it.
    func routing(_ name: String) -> String? {
        routingInfo(name) ?? header("routing-info-" + String(name.map { $0 == "_" ? "-" : $0 }))
    }

    /// A header field of the provider, passed on by the gateway or noted in the body.
    func providerHeader(_ name: String) -> String? { Self.filled(headers[name] ?? providerHeaders[name]) }

    private static func filled(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
}
