internal import HTTPTransport
internal import LLM

extension Transcription {
    /// Reads an answer; nobody but the content type says what an answer of text is in fact.
    init(_ answer: WholeAnswer, format: TranscriptionFormat?, call: GatewayCall) throws(LLMError) {
        let contentType = answer.head.fields["content-type"] ?? ""
        if let error = call.errors.error(declaredIn: answer.body) { throw error }
        guard !MediaType.isHTML(contentType) else {
            throw LLMError(.malformed, "the answer is a page of HTML, not a transcription")
        }
        if format?.isPlain == true, !MediaType.isJSON(contentType) {
            self.init(text: String(decoding: answer.body, as: UTF8.self), metadata: answer.metadata)
        } else {
            let json = try JSONValue(
                received: answer.body, maximumDepth: call.answerLimits.jsonDepth, as: "the answer")
            try self.init(json, answer.metadata)
            metadata.answerFields = AnswerFields(in: answer.body)
        }
    }

    /// Reads an answer's JSON.
    init(_ json: JSONValue, _ metadata: ResponseMetadata) throws(LLMError) {
        guard var members = JSONMembers(json), let text = members.text("text") else {
            throw LLMError(.malformed, "the answer has no text")
        }
        self.init(text: text, metadata: metadata)
        segments = members.list("segments", Segment.init)
        words = members.list("words", Word.init)
        duration = members.number("duration")
        language = members.text("language")
        task = members.text("task")
        logprobs = members.list("logprobs", TokenLogprob.init)
        usage = members.take("usage", MediaUsage.init)
        additionalFields = members.additionalFields
    }
}

extension Transcription.Segment {
    fileprivate init?(_ json: JSONValue) {
        guard var members = JSONMembers(json) else { return nil }
        text = members.text("text") ?? ""
        start = members.number("start")
        end = members.number("end")
        speaker = members.text("speaker")
        additionalFields = members.rest
    }
}

extension Transcription.Word {
    fileprivate init?(_ json: JSONValue) {
        guard var members = JSONMembers(json) else { return nil }
        word = members.text("word") ?? ""
        start = members.number("start")
        end = members.number("end")
        additionalFields = members.rest
    }
}

extension TokenLogprob {
    /// Reads one of a transcription's tokens; nil when it is no object.
    init?(_ json: JSONValue) {
        guard var members = JSONMembers(json) else { return nil }
        self.init(
            token: members.text("token") ?? "",
            logprob: members.number("logprob") ?? 0,
            bytes: members.take("bytes", Self.bytes)
        )
    }

    /// A list of numbers from 0 to 255; nil for anything else.
    private static func bytes(_ json: JSONValue) -> [UInt8]? {
        let list = json.arrayValue ?? []
        let bytes = list.compactMap { $0.integerValue.flatMap(UInt8.init(exactly:)) }
        return json.arrayValue != nil && bytes.count == list.count ? bytes : nil
    }
}
