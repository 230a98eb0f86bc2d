import LLM

/// What a command can end in, other than done.
enum CallFailure {
    case failed(LLMError)
    case interrupted(partial: ChatResponse?, metadata: ResponseMetadata)
    case outputClosed

    init(_ error: any Error) {
        switch error {
        case let error as LLMError: self = .failed(error)
        case let error as Interrupted: self = .interrupted(partial: error.partial, metadata: error.metadata)
        case is CancellationError: self = .interrupted(partial: nil, metadata: ResponseMetadata())
        case is OutputFile.Closed: self = .outputClosed
        default: self = .failed(LLMError(.configuration, "\(error)", cause: error))
        }
    }

    var status: ExitStatus {
        switch self {
        case .failed(let error): ExitStatus(error.code)
        case .interrupted: .interrupted
        case .outputClosed: .outputClosed
        }
    }
}

/// A call that Ctrl-C ended, with what was received until then.
struct Interrupted: Error {
    var partial: ChatResponse?
    var metadata: ResponseMetadata
}
