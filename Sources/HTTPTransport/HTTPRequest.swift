/// A request, as a value that can be sent any number of times.
public struct HTTPRequest: Hashable, Sendable {
    /// The method, such as `POST`; a token of RFC 9110 section 9.1.
    public var method: String
    /// The absolute URL; http or https, without user information.
    public var url: String
    /// The header fields, sent in this order.
    public var fields: HTTPFields
    /// The body.
    ///
    /// Nil sends none.
    public var body: HTTPRequestBody?
    /// The limits on each wait.
    public var limits: TransferLimits

    /// Makes a request.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - url: The absolute URL.
    ///   - fields: The header fields.
    ///   - body: The body.
    ///   - limits: The limits on each wait.
    public init(
        method: String,
        url: String,
        fields: HTTPFields = HTTPFields(),
        body: HTTPRequestBody? = nil,
        limits: TransferLimits = TransferLimits()
    ) {
        self.method = method
        self.url = url
        self.fields = fields
        self.body = body
        self.limits = limits
    }
}

extension HTTPRequest: CustomStringConvertible, CustomReflectable {
    /// The method and the URL without its query; what is in the query, the fields and the body may be secret.
    public var description: String { "\(method) \(url.prefix { $0 != "?" })" }
    /// A mirror of the description, the names of the fields, the body's size and the limits.
    public var customMirror: Mirror {
        Mirror(self, children: ["request": description, "fields": fields, "body": body as Any, "limits": limits])
    }
}
