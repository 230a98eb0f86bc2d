internal import HTTPTransport
internal import LLM

extension GatewayOptions {
    /// The header fields that the options become, in a fixed order.
    var fields: [HTTPFields.Field] {
        identity + correlation + caching + answering + tools + limits + families.flatMap(\.fields)
    }

    private var identity: [HTTPFields.Field] {
        let storedKey: [HTTPFields.Field] =
            switch storedKey {
            case .name(let name): [HTTPFields.Field(name: "x-bf-api-key", value: name)]
            case .id(let id): [HTTPFields.Field(name: "x-bf-api-key-id", value: id)]
            case nil: []
            }
        return field("authorization", directKey.map { "Bearer \($0.reveal())" })
            + field("x-bf-direct-key", directKey.map { _ in "true" })
            + field("x-bf-vk", virtualKey?.reveal()) + storedKey
    }

    private var correlation: [HTTPFields.Field] {
        field("x-request-id", requestID) + field("x-bf-parent-request-id", parentRequestID)
            + field("x-bf-session-id", session.id) + field("x-bf-session-ttl", session.ttl?.wireText)
    }

    private var caching: [HTTPFields.Field] {
        field("x-bf-cache-key", cache.key) + field("x-bf-cache-ttl", cache.ttl?.wireText)
            + field("x-bf-cache-threshold", cache.threshold.map { "\($0)" })
            + field("x-bf-cache-type", cache.type?.rawValue)
            + field("x-bf-cache-no-store", cache.noStore.map { "\($0)" })
    }

    private var answering: [HTTPFields.Field] {
        field("x-bf-send-back-raw-request", returnsRawRequest.map { "\($0)" })
            + field("x-bf-send-back-raw-response", returnsRawResponse.map { "\($0)" })
            + field("x-bf-disable-content-logging", disablesContentLogging.map { "\($0)" })
    }

    private var tools: [HTTPFields.Field] {
        field("x-bf-mcp-include-clients", mcp.clients?.joined(separator: ","))
            + field("x-bf-mcp-include-tools", mcp.tools?.joined(separator: ","))
            + field("x-bf-mcp-session-id", mcp.sessionID)
    }

    private var limits: [HTTPFields.Field] {
        let guardrails = guardrails ?? []
        let compat = (compat ?? []).map { "\"\($0.rawValue)\"" }
        return field("x-bf-request-timeout", requestTimeout?.wireText)
            + field("x-bf-stream-idle-timeout", streamIdleTimeout?.wireText)
            + field(
                guardrails.count == 1 ? "x-bf-guardrail-id" : "x-bf-guardrail-ids",
                guardrails.isEmpty ? nil : guardrails.joined(separator: ","))
            + field("x-bf-compat", compat.isEmpty ? nil : "[\(compat.joined(separator: ","))]")
    }

    private func field(_ name: String, _ value: String?) -> [HTTPFields.Field] {
        value.map { [HTTPFields.Field(name: name, value: $0)] } ?? []
    }
}

extension GatewayOptions {
    /// Header fields whose names are a prefix and a name of the caller's.
    struct Family {
        let prefix: String
        let members: [String: String]

        var fields: [HTTPFields.Field] {
            members.sorted { $0.key < $1.key }.map { HTTPFields.Field(name: prefix + $0.key, value: $0.value) }
        }
    }

    var families: [Family] {
        // To map an empty dictionary makes the runtime search all conformances of the program.
        let forwarded = forwardedHeaders.isEmpty ? [:] : forwardedHeaders.mapValues { $0.reveal() }
        return [
            Family(prefix: "x-bf-eh-", members: forwarded),
            Family(prefix: "x-bf-prom-", members: prometheusLabels),
            Family(prefix: "x-bf-lh-", members: logMetadata),
            Family(prefix: "x-bf-dim-", members: dimensions),
            Family(prefix: "x-bf-maxim-", members: maximTags),
        ]
    }
}
