import HTTPTransport
import LLM

/// How far a transfer had come.
enum TransferPhase {
    /// The answer's head is not there yet.
    case head
    /// The body is being received.
    case body
}

extension HTTPTransportError {
    /// The table from a transport's errors to those of a model; timeouts are not in it.
    func llmError(in phase: TransferPhase) -> LLMError {
        switch code {
        case .nameLookup, .connect, .proxy:
            LLMError(.connect, "no connection to the gateway: \(message)", cause: self)
        case .tls:
            // A certificate does not become valid by asking again.
            LLMError(.connect, "no connection to the gateway: \(message)", isRetryable: false, cause: self)
        case .connectionLost:
            connectionLost(in: phase)
        case .invalidResponse:
            LLMError(.malformed, "the answer is not valid HTTP: \(message)", cause: self)
        case .tooLarge:
            LLMError(.malformed, "the answer is too large: \(message)", cause: self)
        case .invalidRequest, .unsupported:
            LLMError(.configuration, message, cause: self)
        case .shutDown:
            LLMError(.configuration, "the transport was shut down; models that use it can send no more", cause: self)
        default:
            LLMError(phase == .head ? .connect : .truncated, message, isRetryable: false, cause: self)
        }
    }

    private func connectionLost(in phase: TransferPhase) -> LLMError {
        if phase == .body {
            LLMError(.truncated, "the connection was lost before the answer was complete", cause: self)
        } else if requestMayHaveArrived {
            LLMError(.truncated, "the connection was lost before the answer began", cause: self)
        } else {
            LLMError(.connect, "the connection was lost before the request was sent", cause: self)
        }
    }

    /// Which limit of the call fired; nil for an error other than a timeout.
    func firedLimit(in phase: TransferPhase, _ limits: CallLimits) -> LLMError.Timeout.Limit? {
        guard code == .timeout else { return nil }
        return switch limit {
        case .queue: .queue
        case .connect: .connect
        case .firstByte: limits.headLimit
        case .head: .firstToken
        case .idle: .idle
        case .total: .total
        // A native library's own timer does not say which wait it ended; what had happened by then does.
        case .read, nil: phase == .body ? .idle : requestMayHaveArrived ? limits.headLimit : .connect
        }
    }
}
