import HTTPTransport
import LLM

extension (any HTTPTransport)? {
    /// This transport, or the one that all models without their own share.
    func orDefault() throws(LLMError) -> any HTTPTransport {
        guard let self else { throw LLMError(.configuration, "no transport was given, and there is no default yet") }
        return self
    }
}
