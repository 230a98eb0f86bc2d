internal import LLM

/// How a model reads the results of its jobs.
struct JobReading: Sendable {
    /// How much is taken in.
    let limits: AnswerLimits
    /// Makes errors of what the gateway reports, without the model's secrets.
    let errors: ErrorDecoder
    /// For a result that is read without a model.
    static let byDefault = JobReading(limits: AnswerLimits(), errors: ErrorDecoder(secrets: []))
}

/// A result that is read by the rules of the model that fetched it.
protocol ModelJobResult: JobResult {
    /// Reads the endpoint's answer.
    init(jobResult: JSONValue, metadata: ResponseMetadata, _ reading: JobReading) throws(LLMError)
}

extension JobResult {
    /// Reads the endpoint's answer, by the model's rules where the type knows any.
    static func read(
        _ json: JSONValue, _ metadata: ResponseMetadata, _ reading: JobReading
    ) throws(LLMError) -> Self {
        if let type = Self.self as? any ModelJobResult.Type,
            let result = try type.init(jobResult: json, metadata: metadata, reading) as? Self
        {
            return result
        }
        return try Self(jobResult: json, metadata: metadata)
    }
}
