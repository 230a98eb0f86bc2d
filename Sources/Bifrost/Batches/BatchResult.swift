public import LLM

/// One line of a batch's answers.
@nonexhaustive
public enum BatchLine: Hashable, Sendable {
    /// The answer to one request, or its error.
    case result(BatchResult)
    /// A line that cannot be read; the lines after it are not affected.
    case unreadable(Unreadable)

    /// A line that cannot be read.
    public struct Unreadable: Hashable, Sendable, Codable {
        /// The line's number, from one; nil when the gateway does not tell.
        public var number: Int?
        /// What is wrong with it.
        public var message: String
        /// The line; nil when the gateway does not tell.
        public var text: String?
    }
}

/// The answer to one request of a batch, or its error.
public struct BatchResult: Hashable, Sendable, Codable {
    /// The name that the request had (field `custom_id`).
    public var customID: String?
    /// The HTTP status of the request's answer (field `response.status_code`).
    public var status: Int?
    /// The answer (field `response.body`, or Anthropic's `result.message`).
    public var body: JSONValue?
    /// The error (field `error`, or Anthropic's `result.error`).
    public var error: JSONValue?
    /// The whole line.
    public var json: JSONValue
}

extension BatchResult {
    init(_ json: JSONValue) {
        let result = json["result"]
        customID = json["custom_id"]?.stringValue
        status = json["response"]?["status_code"]?.integerValue
        body = json["response"]?["body"] ?? result?["message"]
        error = [json["error"], result?["error"]].lazy.compactMap(\.self).first { $0 != .null }
        self.json = json
    }
}
