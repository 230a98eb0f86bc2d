import HTTPTransport
import LLM

extension ProviderConfig {
    /// Checks everything but the base URL, which ``BaseURL`` checks while it takes it apart.
    func validate() throws(LLMError) {
        guard model.contains(where: { !$0.isWhitespace }) else {
            throw Self.wrong("model is required, e.g. openai/gpt-4o")
        }
        if let apiKey { try Self.check(key: apiKey, "apiKey") }
        if let virtualKey { try Self.check(key: virtualKey, "virtualKey") }
        try checkHeaders()
        try checkRetries()
        for streamed in [false, true] { _ = try CallLimits(call: TimeLimits(), config: self, streamed: streamed) }
    }

    /// Fields that frame or route the request: a second opinion about them makes requests that servers read differently.
    static let reservedHeaders: Set<String> = ["content-length", "host", "transfer-encoding"]

    private func checkHeaders() throws(LLMError) {
        var seen: Set<String> = []
        for (name, value) in headers {
            guard HTTPFieldRules.isToken(name) else {
                throw Self.wrong("headers has a name that is not a token of RFC 9110 section 5.6.2")
            }
            guard !Self.reservedHeaders.contains(name.lowercased()) else {
                throw Self.wrong("headers must not set \(name); the transport does")
            }
            guard seen.insert(name.lowercased()).inserted else {
                throw Self.wrong("headers has \(name) twice; names are compared without regard to case")
            }
            guard HTTPFieldRules.isValue(value.reveal()) else {
                throw Self.wrong("headers has a control character, such as a line break, in the value of \(name)")
            }
        }
    }

    private func checkRetries() throws(LLMError) {
        guard retries.maximumRetries >= 0 else { throw Self.wrong("retries.maximumRetries must not be negative") }
        let delays = [retries.initialDelay, retries.maximumDelay, retries.maximumServerDelay]
        guard delays.allSatisfy({ $0 >= .zero }) else { throw Self.wrong("retries must not have a negative delay") }
    }

    private static func check(key: Secret, _ name: String) throws(LLMError) {
        guard !key.isEmpty else { throw wrong("\(name) is empty; nil sends none") }
        guard HTTPFieldRules.isValue(key.reveal()) else {
            throw wrong("\(name) has a control character, such as a line break")
        }
    }

    private static func wrong(_ problem: String) -> LLMError {
        LLMError(.configuration, "ProviderConfig.\(problem)")
    }
}
