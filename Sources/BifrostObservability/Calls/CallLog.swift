import LLM
import Logging
import Tracing

/// The log lines of one call.
///
/// Failures are thrown, so that whether they matter is the caller's to say; a library that raised them would have them
/// logged twice. What the caller never learns, a retry, is a notice.
struct CallLog: Sendable {
    private let facts: CallFacts
    private let logger: Logger
    private let context: ServiceContext?

    init(_ facts: CallFacts, _ logger: Logger, context: ServiceContext?) {
        self.facts = facts
        self.logger = logger
        self.context = context
    }

    func began() { write(.debug, "\(facts.kind) call began") { facts.metadata } }

    func willRetry(after failure: LLMError.Attempt, attempt: Int, wait: Duration) {
        write(.notice, "\(facts.kind) call is tried again") {
            var metadata = facts.metadata
            metadata[GenAI.errorType] = "\(failure.code.rawValue)"
            metadata[GenAI.statusCode] = failure.status.map { "\($0)" }
            metadata[Own.attempt] = "\(attempt)"
            metadata[Own.wait] = "\(wait.seconds)"
            return metadata
        }
    }

    func ended(_ record: ModelCallRecord) {
        let message: Logger.Message =
            switch record.outcome {
            case .completed: "\(facts.kind) call ended"
            case .cancelled: "\(facts.kind) call was cancelled"
            default: "\(facts.kind) call failed"
            }
        write(.debug, message) { facts.metadata.merging(record.metadata) { $1 } }
    }

    /// Metadata providers look into the task's context, and the end may come in any task.
    private func write(
        _ level: Logger.Level, _ message: @autoclosure () -> Logger.Message, _ metadata: () -> Logger.Metadata
    ) {
        guard logger.logLevel <= level else { return }
        guard let context else { return logger.log(level: level, message(), metadata: metadata()) }
        ServiceContext.$current.withValue(context) { logger.log(level: level, message(), metadata: metadata()) }
    }
}

extension CallFacts {
    /// What the lines call it.
    fileprivate var kind: String { method == nil ? "model" : "gateway" }

    fileprivate var metadata: Logger.Metadata {
        Logger.Metadata(dimensions().map { ($0, .string($1)) }) { first, _ in first }
    }
}

extension ModelCallRecord {
    fileprivate var metadata: Logger.Metadata {
        var metadata: Logger.Metadata = ["bifrost.client.duration": "\(duration.seconds)"]
        metadata[GenAI.timeToFirstChunk] = timeToFirstChunk.map { "\($0.seconds)" }
        metadata[GenAI.providerName] = provider.map { "\(GenAI.provider($0))" }
        metadata[GenAI.responseModel] = responseModel.map { "\($0)" }
        metadata["gen_ai.response.id"] = responseID.map { "\($0)" }
        let reasons = finishReasons.map { Logger.MetadataValue.string($0.rawValue) }
        metadata["gen_ai.response.finish_reasons"] = reasons.isEmpty ? nil : .array(reasons)
        metadata["gen_ai.usage.input_tokens"] = (usage?.input).map { "\($0)" }
        metadata["gen_ai.usage.output_tokens"] = (usage?.output).map { "\($0)" }
        metadata[GenAI.errorType] = errorClass.map { "\($0)" }
        metadata[GenAI.statusCode] = status.map { "\($0)" }
        metadata[Own.requestID] = requestID.map { "\($0)" }
        metadata[Own.attempts] = "\(attempts)"
        return metadata
    }
}
