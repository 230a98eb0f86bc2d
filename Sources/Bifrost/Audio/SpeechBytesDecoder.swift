internal import LLM

/// Hands on the bytes of a sound as they arrive.
///
/// The gateway calls any sound `audio/mpeg`, so that JSON and a page of HTML are no sound: the first is an error that
/// came with a good status, the second the gateway's user interface.
struct SpeechBytesDecoder: StreamDecoder {
    private let isSound: Bool
    private let errors: ErrorDecoder
    private let maximumError: Int
    private var sound = BytesDecoder()
    private var other: [UInt8] = []
    private var isEmpty = true

    init(contentType: String?, limits: AnswerLimits, errors: ErrorDecoder) {
        isSound = contentType.map { !MediaType.isJSON($0) && !MediaType.isHTML($0) } ?? true
        maximumError = limits.errorBody
        self.errors = errors
    }

    var isDone: Bool { false }
    var isComplete: Bool { false }
    var eventsReceived: Int { 0 }
    var answerFields: AnswerFields? { nil }

    mutating func append(_ bytes: [UInt8]) {
        isEmpty = isEmpty && bytes.isEmpty
        if isSound { sound.append(bytes) } else { other += bytes.prefix(maximumError - other.count) }
    }

    mutating func next() throws(LLMError) -> [UInt8]? { try sound.next() }

    func end(connectionLost: Bool) throws(LLMError) {
        try sound.end(connectionLost: connectionLost)
        if isEmpty { throw LLMError(.truncated, "the stream ended without an answer") }
        if !isSound { throw errors.error(declaredIn: other) ?? LLMError(.malformed, "the answer is not a sound") }
    }
}
