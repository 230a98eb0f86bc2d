internal import LLM

extension JSONScanner {
    /// Reads `logprobs`; nil when it has no token.
    mutating func logprobs(in bytes: Span<UInt8>) throws(JSONError) -> Logprobs? {
        guard try beginObjectIfPresent(in: bytes) else { return nil }
        var logprobs = Logprobs()
        let keys = LogprobsKey.keys
        while let name = try nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .content: logprobs.content = try tokens(in: bytes)
            case .refusal: logprobs.refusal = try tokens(in: bytes)
            case nil: try skipValue(in: bytes)
            }
        }
        return logprobs == Logprobs() ? nil : logprobs
    }

    private mutating func tokens(in bytes: Span<UInt8>) throws(JSONError) -> [TokenLogprob] {
        var tokens: [TokenLogprob] = []
        guard try beginArrayIfPresent(in: bytes) else { return [] }
        while try nextElement(in: bytes) {
            if try beginObjectIfPresent(in: bytes) { tokens.append(try token(in: bytes)) }
        }
        return tokens
    }

    /// Reads a token; its alternatives have none of their own.
    private mutating func token(hasAlternatives: Bool = true, in bytes: Span<UInt8>) throws(JSONError) -> TokenLogprob {
        var token = TokenLogprob(token: "", logprob: 0)
        let keys = TokenLogprobKey.keys
        while let name = try nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .token: token.token = try stringIfPresent(in: bytes) ?? ""
            case .logprob: token.logprob = try numberIfPresent(in: bytes) ?? 0
            case .bytes: token.bytes = try byteList(in: bytes)
            case .topLogprobs where hasAlternatives: token.topLogprobs = try alternatives(in: bytes)
            case .topLogprobs, nil: try skipValue(in: bytes)
            }
        }
        return token
    }

    private mutating func alternatives(in bytes: Span<UInt8>) throws(JSONError) -> [TokenLogprob] {
        var tokens: [TokenLogprob] = []
        guard try beginArrayIfPresent(in: bytes) else { return [] }
        while try nextElement(in: bytes) {
            if try beginObjectIfPresent(in: bytes) { tokens.append(try token(hasAlternatives: false, in: bytes)) }
        }
        return tokens
    }

    /// A list of numbers from 0 to 255; nil for anything else.
    private mutating func byteList(in bytes: Span<UInt8>) throws(JSONError) -> [UInt8]? {
        var list: [UInt8]? = []
        guard try beginArrayIfPresent(in: bytes) else { return nil }
        while try nextElement(in: bytes) {
            if let byte = try integerIfPresent(in: bytes).flatMap(UInt8.init(exactly:)) {
                list?.append(byte)
            } else {
                list = nil
            }
        }
        return list
    }
}
