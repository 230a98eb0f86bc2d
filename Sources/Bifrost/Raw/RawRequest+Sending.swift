internal import HTTPTransport
internal import LLM

extension RawRequest {
    /// The request as it is sent.
    ///
    /// - Parameters:
    ///   - streamed: Whether the answer is read as it arrives.
    ///   - accept: What the answer shall be.
    /// - Returns: The request.
    /// - Throws: `LLMError.Code.configuration` for what cannot be sent.
    func endpointRequest(streamed: Bool, accept: String) throws(LLMError) -> EndpointRequest {
        try validate()
        var request = EndpointRequest(
            method,
            base: EndpointRequest.Base(base),
            path: path,
            query: query.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            body: try body.map { (body) throws(LLMError) in try EndpointRequest.Body(body) },
            accept: accept,
            fields: headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            gateway: gateway,
            limits: limits,
            streamed: streamed
        )
        request.repetition = isRepeatable ? .whenPassing : .whenNotExecuted
        return request
    }

    private func validate() throws(LLMError) {
        guard HTTPFieldRules.isToken(method) else {
            throw Self.wrong("method must be a token of RFC 9110 section 9.1, such as POST")
        }
        guard path.first == "/", path.utf8.allSatisfy({ (0x21...0x7e).contains($0) }), !path.contains("#"),
            !path.contains("?")
        else {
            throw Self.wrong("path must begin with a slash and be percent-encoded, without query and fragment")
        }
        for (name, value) in headers {
            guard HTTPFieldRules.isToken(name) else { throw Self.wrong("headers has a name that is not a token") }
            guard !ProviderConfig.reservedHeaders.contains(name.lowercased()) else {
                throw Self.wrong("headers must not set \(name); the transport does")
            }
            guard HTTPFieldRules.isValue(value) else {
                throw Self.wrong("headers has a control character, such as a line break, in the value of \(name)")
            }
        }
        if case .bytes(_, let contentType) = body, !HTTPFieldRules.isValue(contentType) {
            throw Self.wrong("body has a control character in its content type")
        }
    }

    private static func wrong(_ problem: String) -> LLMError {
        LLMError(.configuration, "RawRequest.\(problem)")
    }
}

extension EndpointRequest.Base {
    fileprivate init(_ base: RawRequest.Base) {
        switch base {
        case .configured: self = .configured
        case .native: self = .native
        case .root: self = .root
        }
    }
}

extension EndpointRequest.Body {
    fileprivate init(_ body: RawRequest.Body) throws(LLMError) {
        switch body {
        case .bytes(let bytes, let contentType):
            self.init(contentType: contentType, content: HTTPRequestBody(bytes))
        case .json(let value):
            do throws(JSONError) {
                self = .json(try value.serialized())
            } catch {
                throw LLMError(.configuration, "the request cannot be written: \(error)", cause: error)
            }
        }
    }
}
