import LLM

/// What `error.type` says of an error that ended a tool or a run; of calls `ModelCallRecord` says it.
enum ErrorClass {
    static let cancelled = LLMError.Code.cancelled.rawValue

    /// The code of an error of ours, of a run the one that lies below it, and of others their type.
    static func name(of error: any Error) -> String {
        switch error {
        case is CancellationError: cancelled
        case let error as LLMError: error.code.rawValue
        case let error as ToolRunError: error.modelError?.code.rawValue ?? error.code.rawValue
        default: String(describing: type(of: error))
        }
    }
}
