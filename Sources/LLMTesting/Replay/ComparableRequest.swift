import HTTPTransport
import LLM

/// What of a request decides which recorded exchange answers it.
struct ComparableRequest: Hashable {
    enum Body: Hashable {
        case none
        case json(JSONValue)
        case other([UInt8])
    }

    let method: String
    /// Path and query; the host may be another one.
    let path: String
    let query: [RequestTarget.Item]
    let body: Body
    let hasFiles: Bool

    init(_ request: Recording.Request) {
        let target = RequestTarget(request.url)
        method = request.method
        path = target.path
        query = target.query
        hasFiles = request.hasFiles
        guard let bytes = request.body else {
            body = .none
            return
        }
        body = (try? JSONValue(parsing: bytes)).map(Body.json) ?? .other(Self.withoutBoundary(bytes, of: request))
    }

    func isOfTheSameKind(as other: ComparableRequest) -> Bool { method == other.method && path == other.path }

    /// A form's parts without the text between them, which is another one for each request (RFC 2046 section 5.1.1).
    private static func withoutBoundary(_ bytes: [UInt8], of request: Recording.Request) -> [UInt8] {
        guard let type = request.fields["content-type"], let mark = type.firstRange(of: "boundary=") else {
            return bytes
        }
        let boundary = type[mark.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
        return boundary.isEmpty ? bytes : bytes.replacing(boundary.utf8, with: "boundary".utf8)
    }
}
