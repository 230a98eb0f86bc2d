// The only file that knows libcurl's transport: everything else is written against the protocol.
import CurlTransport
import HTTPTransport
import LLM

extension (any HTTPTransport)? {
    /// This transport, or the one that all models without their own share.
    func orDefault() throws(LLMError) -> any HTTPTransport {
        if let self { return self }
        do {
            return try defaultTransport.get()
        } catch {
            throw error.llmError(in: .head)
        }
    }
}

/// Made when the first model needs it; one pool of connections for the process.
private let defaultTransport = Result<CurlTransport, HTTPTransportError> { () throws(HTTPTransportError) in
    try CurlTransport()
}
