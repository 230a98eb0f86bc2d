import HTTPTransport
import Tracing

/// Puts a context into a request's head.
struct FieldInjector: Injector {
    /// What frames, routes or authorizes a request is no propagator's business.
    private static let forbidden: Set<String> = [
        "authorization", "connection", "content-length", "content-type", "cookie", "host", "proxy-authorization",
        "te", "trailer", "transfer-encoding", "upgrade",
    ]

    /// Fields that the request has are kept, and what cannot stand in a head is dropped: tracing must not fail a call.
    func inject(_ value: String, forKey key: String, into fields: inout HTTPFields) {
        guard HTTPFieldRules.isToken(key), HTTPFieldRules.isValue(value), fields[key] == nil,
            !Self.forbidden.contains(key.lowercased())
        else { return }
        fields[key] = value
    }
}
