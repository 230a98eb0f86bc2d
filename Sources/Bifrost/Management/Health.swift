public import LLM

/// What a gateway says about itself.
public struct Health: Hashable, Sendable {
    /// The gateway's word for its state: `ok`.
    public var status: String
    /// The state of its parts, by name, such as `db_pings`.
    public var components: [String: String]
    /// Fields that have no name here.
    public var additionalFields: [String: JSONValue]
    /// Status, headers and timing.
    public var metadata: ResponseMetadata

    /// Whether the gateway says that it is well.
    public var isHealthy: Bool { status.lowercased() == "ok" }
}

extension Health {
    init(json: JSONValue, metadata: ResponseMetadata) throws(LLMError) {
        guard var members = JSONMembers(json), let status = members.filledText("status") else {
            throw LLMError(.malformed, "the answer is no statement about the gateway's health")
        }
        self.status = status
        components = members.take("components") { $0.objectValue }?.compactMapValues(\.stringValue) ?? [:]
        members.drop("extra_fields")
        additionalFields = members.rest
        self.metadata = metadata
    }
}
