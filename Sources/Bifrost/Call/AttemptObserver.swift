package import HTTPTransport
package import LLM

/// Is told of the attempts of the calls that are made in a task, and may add to what they send.
///
/// Middleware sees whole calls; retries happen below it, and a span's context belongs into each attempt's own head.
package protocol AttemptObserver: Sendable {
    /// An attempt is about to be sent.
    func willSend(_ fields: inout HTTPFields, attempt: Int)

    /// An attempt failed, and the next one follows after a wait.
    func willRetry(after failure: LLMError.Attempt, attempt: Int, wait: Duration)
}

package enum AttemptObservation {
    /// Who is told; nil in most tasks.
    @TaskLocal package static var current: (any AttemptObserver)?
}
