/// Why a run ends, before the conversation is put to it.
struct RunFailure: Error {
    let code: ToolRunError.Code
    let message: String
    let call: ToolCall?
    let cause: (any Error)?

    init(_ code: ToolRunError.Code, _ message: String, call: ToolCall? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.call = call
        self.cause = cause
    }
}
