/// Everything that can go wrong between a client and a gateway, by name.
///
/// The raw value is also the name of a model that always shows the fault, such as `openai/reset-mid-stream`. Faults of
/// event streams leave an answer without `stream` as it is, unless their description says more. More names may come:
/// give a `switch` a default.
public enum Fault: String, Sendable, CaseIterable {
    // MARK: Answers with an error status

    /// 401, `invalid_api_key`.
    case unauthorized
    /// 402, `budget_exceeded`, decided by governance.
    case budgetExceeded = "budget-exceeded"
    /// 403, `virtual_key_blocked`, decided by governance.
    case forbidden
    /// 404, `model_not_found`.
    case modelNotFound = "model-not-found"
    /// 400, `invalid_request_error`.
    case badRequest = "bad-request"
    /// 400, `context_length_exceeded`.
    case contextLength = "context-length"
    /// 429, `rate_limit_exceeded` of the provider, with `retry-after: 1`.
    case rateLimited = "rate-limited"
    /// 429, `token_limited`, decided by governance, without a hint when to come back.
    case tokenLimited = "token-limited"
    /// 500, `server_error`.
    case serverError = "server-error"
    /// 502, `provider_connection_failed`.
    case providerUnreachable = "provider-unreachable"
    /// 503, from the provider.
    case unavailable
    /// 504, `request_timed_out`.
    case timedOut = "timed-out"
    /// 529, `overloaded_error`.
    case overloaded
    /// The gateway's queue is full: 400 on native paths and 500 on drop-in paths, though it is overload.
    case queueFull = "queue-full"
    /// 502 with a page of HTML, as from a proxy.
    case htmlError = "html-error"
    /// 500 with plain text, as from a plugin.
    case plainTextError = "plain-text-error"
    /// 502 with an empty body.
    case emptyError = "empty-error"

    // MARK: The connection

    /// A TCP reset in place of an answer.
    case resetBeforeHead = "reset-before-head"
    /// The connection closes in place of an answer.
    case closeBeforeHead = "close-before-head"
    /// No answer at all, on an open connection.
    case silentAfterAccept = "silent-after-accept"
    /// The head, and then silence.
    case headThenSilence = "head-then-silence"
    /// A TCP reset after half of the answer.
    case resetMidStream = "reset-mid-stream"
    /// The connection closes inside an HTTP chunk, after half of the answer.
    case closeMidChunk = "close-mid-chunk"
    /// The connection closes between two HTTP chunks, after half of the answer.
    case closeBetweenChunks = "close-between-chunks"
    /// Silence after half of the answer.
    case silentMidStream = "silent-mid-stream"
    /// A whole answer, and then the gateway closes the idle connection.
    case closeAfterAnswer = "close-after-answer"

    // MARK: Pieces and pace

    /// Every byte of the body in an HTTP chunk of its own.
    case oneBytePieces = "one-byte-pieces"
    /// Non-ASCII text whose every character is cut inside its UTF-8 sequence.
    case splitUTF8 = "split-utf8"
    /// 16 bytes every 20 ms.
    case slowDrip = "slow-drip"
    /// The head after two seconds and then two tokens a second.
    case slow
    /// One event with eight million bytes of text on one line.
    case hugeLine = "huge-line"
    /// Tokens without end, one every 10 ms.
    case endless
    /// Half of the answer, and then heartbeats without end, one every 100 ms.
    case heartbeatsForever = "heartbeats-forever"
    /// A heartbeat directly before each event, without a blank line between them.
    case gluedHeartbeats = "glued-heartbeats"
    /// Lines that end with CR LF.
    case carriageReturns = "carriage-returns"

    // MARK: Endings of event streams

    /// All text, a last chunk without a finish reason and with no usage, `[DONE]`: how older gateways hide a cut.
    case missingFinishReason = "missing-finish-reason"
    /// Half of the text and `[DONE]`, without a last chunk.
    case doneWithoutFinish = "done-without-finish"
    /// A whole answer without `[DONE]`.
    case missingDone = "missing-done"
    /// Half of the text and a clean end of the body.
    case cutCleanly = "cut-cleanly"
    /// A whole answer with `[DONE]`, and then silence on an open body.
    case doneThenLinger = "done-then-linger"
    /// Finish reason and usage, and then silence in place of `[DONE]`.
    case finishThenSilence = "finish-then-silence"
    /// A stream without any event; without `stream`, an empty body.
    case emptyStream = "empty-stream"
    /// `[DONE]` and nothing else.
    case doneOnly = "done-only"

    // MARK: What is in the events

    /// An error frame after half of the text, and `[DONE]`, as on native paths.
    case errorFrameThenDone = "error-frame-then-done"
    /// An error frame after half of the text, and the end, as on drop-in paths.
    case errorFrame = "error-frame"
    /// An error frame as the first event under status 200.
    case errorFrameFirst = "error-frame-first"
    /// An event named `error` whose `error` is a string, as from a plugin.
    case pluginErrorEvent = "plugin-error-event"
    /// Data that is not JSON after half of the text; without `stream`, a body that is cut but whose length is right.
    case malformedJSON = "malformed-json"
    /// One chunk with a `message` in place of a `delta`, as from a cache or a mock.
    case messageInsteadOfDelta = "message-instead-of-delta"
    /// A whole answer under `text/plain`.
    case badContentType = "bad-content-type"
    /// Status 200 with the page of the user interface, as for a wrong base URL.
    case htmlInsteadOfAnswer = "html-instead-of-answer"
}
