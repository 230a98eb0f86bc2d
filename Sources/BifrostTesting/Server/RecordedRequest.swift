/// A request that reached the gateway.
public struct RecordedRequest: Sendable {
    /// The position among all requests since the start, from 0.
    public var index: Int
    /// The connection it came by, numbered from 0 in the order of acceptance: equal numbers mean a reused connection.
    public var connection: Int
    /// The method, such as `POST`.
    public var method: String
    /// The request target: path and query, as sent.
    public var path: String
    /// Header fields in wire order, names as sent.
    public var headers: [(name: String, value: String)]
    /// The body, without transfer coding.
    public var body: [UInt8]
    /// When the request was complete.
    public var received: ContinuousClock.Instant

    /// The values of a header field, whatever the case of its name.
    public func values(of name: String) -> [String] {
        let name = name.lowercased()
        return headers.filter { $0.name.lowercased() == name }.map(\.value)
    }

    /// The body as text.
    public var bodyText: String { String(decoding: body, as: UTF8.self) }
}
