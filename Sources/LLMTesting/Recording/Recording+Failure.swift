public import HTTPTransport
import LLM

extension Recording {
    /// A transport's error as it stands in a recording.
    public struct Failure: Hashable, Sendable {
        /// The name of the class, such as `connectionLost`.
        public var code: String
        /// What happened.
        public var message: String
        /// The name of the limit that ended the wait.
        public var limit: String?
        /// The limit's value.
        public var limitValue: Duration?
        /// Whether the server can have received the request.
        public var requestMayHaveArrived: Bool

        /// Takes over an error.
        ///
        /// - Parameter error: The error.
        public init(_ error: HTTPTransportError) {
            code = error.code.description
            message = error.message
            limit = error.limit?.rawValue
            limitValue = error.limitValue
            requestMayHaveArrived = error.requestMayHaveArrived
        }

        /// The error again, as far as it was recorded; a class of another release becomes `internalFailure`.
        public var transportError: HTTPTransportError {
            var error = HTTPTransportError(
                HTTPTransportError.Code(code) ?? .internalFailure, message, requestMayHaveArrived: requestMayHaveArrived
            )
            error.limit = limit.flatMap(TransferLimits.Name.init(rawValue:))
            error.limitValue = limitValue
            return error
        }
    }
}

extension Recording.Failure: Codable {
    private enum CodingKeys: String, CodingKey { case code, message, limit, limitValue, requestMayHaveArrived }

    /// Reads an error.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        code = try container.decode(String.self, forKey: .code)
        message = try container.value(.message, default: "")
        limit = try container.value(.limit)
        limitValue = try container.seconds(.limitValue)
        requestMayHaveArrived = try container.value(.requestMayHaveArrived, default: false)
    }

    /// Writes an error, times in seconds.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(code, forKey: .code)
        try container.encodeUnlessEmpty(message, forKey: .message)
        try container.encodeIfPresent(limit, forKey: .limit)
        try container.encode(seconds: limitValue, forKey: .limitValue)
        try container.encode(requestMayHaveArrived, unless: false, forKey: .requestMayHaveArrived)
    }
}
