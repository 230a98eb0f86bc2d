import ArgumentParser
import LLM

/// What the process ends with; scripts depend on the numbers.
enum ExitStatus: Int32, CaseIterable {
    case done = 0
    /// The work was done, but for parts of it that failed.
    case partly = 1
    case configuration = 2
    case refused = 3
    case gatewayFailed = 4
    case timeout = 5
    case unreadable = 6
    case unreachable = 7
    case interrupted = 130
    /// 128 + SIGPIPE: what a shell reports for a command whose reader went away.
    case outputClosed = 141

    /// The status of a failed call.
    init(_ code: LLMError.Code) {
        switch code {
        case .configuration: self = .configuration
        // The gateway's 499 is a refusal like any other 4xx; an interrupt of ours is `interrupted`.
        case .invalidRequest, .authentication, .permission, .notFound, .cancelled: self = .refused
        case .timeout: self = .timeout
        case .truncated, .malformed: self = .unreadable
        case .connect: self = .unreachable
        default: self = .gatewayFailed
        }
    }

    var code: ExitCode { ExitCode(rawValue) }
}
