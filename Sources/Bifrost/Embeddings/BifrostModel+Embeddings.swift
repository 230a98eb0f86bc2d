internal import HTTPTransport
internal import LLM

extension BifrostModel {
    /// Asks for the vectors of texts (`POST /embeddings`).
    ///
    /// - Parameters:
    ///   - texts: The texts, at least one; what an empty one means is up to the provider.
    ///   - options: Settings of this call.
    /// - Returns: A vector for each text, in their order.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func embed(
        _ texts: [String], options: EmbeddingOptions = EmbeddingOptions()
    ) async throws -> EmbeddingResponse {
        try await embed(.texts(texts), options: options)
    }

    /// Asks for the vectors of texts or of lists of tokens (`POST /embeddings`).
    ///
    /// - Parameters:
    ///   - input: What vectors are asked for; at least one.
    ///   - options: Settings of this call.
    /// - Returns: A vector for each input, in their order.
    /// - Throws: `LLMError` for every failure, `malformed` when an input got no vector or several;
    ///   `CancellationError` when the task was cancelled.
    public func embed(
        _ input: EmbeddingInput, options: EmbeddingOptions = EmbeddingOptions()
    ) async throws -> EmbeddingResponse {
        let call = try service.call(service.embeddingRequest(input, options))
        let count = options.extraFields["input"] == nil ? input.count : nil
        return try await call.answer { (answer) throws(LLMError) in
            try EmbeddingResponse(answer, inputs: count, errors: call.errors, maximumDepth: call.answerLimits.jsonDepth)
        }
    }
}

extension GatewayService {
    /// Makes a request for embeddings.
    func embeddingRequest(
        _ input: EmbeddingInput, _ options: EmbeddingOptions, base: EndpointRequest.Base = .configured
    ) throws(LLMError) -> EndpointRequest {
        try input.validate()
        try RequestValidation.require(options.dimensions ?? 1 >= 1, "a vector has at least one dimension")
        return try request("/embeddings", base: base, options: options) { (body, extra) throws(JSONError) in
            if !extra.contains("input") { body.member("input", input) }
            body.optional("encoding_format", options.encoding?.rawValue, unless: extra)
            body.optional("dimensions", options.dimensions, unless: extra)
            body.optional("user", options.user, unless: extra)
        }
    }
}

extension EmbeddingInput {
    fileprivate func validate() throws(LLMError) {
        let isEmpty =
            switch self {
            case .tokens(let tokens): tokens.isEmpty
            case .tokenLists(let lists): lists.isEmpty || lists.contains(where: \.isEmpty)
            case .text, .texts: count == 0
            }
        try RequestValidation.require(!isEmpty, "there is nothing to embed")
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: String, _ input: EmbeddingInput) {
        key(name)
        switch input {
        case .text(let text): string(text)
        case .texts(let texts):
            beginArray()
            for text in texts { string(text) }
            endArray()
        case .tokens(let tokens): integers(tokens)
        case .tokenLists(let lists):
            beginArray()
            for tokens in lists { integers(tokens) }
            endArray()
        }
    }

    private mutating func integers(_ integers: [Int]) {
        beginArray()
        for number in integers { integer(number) }
        endArray()
    }
}

extension EmbeddingResponse {
    /// Reads an answer.
    ///
    /// - Parameters:
    ///   - answer: The answer.
    ///   - inputs: How many inputs there were. Nil when nobody counted.
    ///   - errors: Makes errors of what the gateway reports.
    ///   - maximumDepth: How deep the values may be that are kept.
    /// - Throws: ``LLMError/Code/malformed`` when an input has no vector, or the class of the error that it reports.
    init(
        _ answer: WholeAnswer, inputs: Int?, errors: ErrorDecoder, maximumDepth: Int
    ) throws(LLMError) {
        var reader = EmbeddingReader(maximumDepth: maximumDepth)
        do throws(JSONError) {
            try reader.read(answer.body.span)
        } catch {
            throw answer.unreadable(error)
        }
        if reader.hasError { throw errors.error(inEvent: answer.body) }
        self.init(
            embeddings: reader.embeddings.sorted { $0.index < $1.index }, model: reader.model, usage: reader.usage,
            additionalFields: reader.unknown, metadata: answer.metadata)
        metadata.answerFields = reader.answerFields
        try check(inputs: inputs ?? embeddings.count)
    }

    private func check(inputs: Int) throws(LLMError) {
        guard embeddings.count == inputs, !embeddings.isEmpty else {
            throw LLMError(.malformed, "the answer has \(embeddings.count) embeddings for \(inputs) inputs")
        }
        guard embeddings.map(\.index) == Array(0..<inputs) else {
            throw LLMError(.malformed, "the answer has two embeddings for one input and none for another")
        }
        guard embeddings.allSatisfy({ !$0.parts.isEmpty }) else {
            throw LLMError(.malformed, "an embedding of the answer has no numbers")
        }
    }
}
