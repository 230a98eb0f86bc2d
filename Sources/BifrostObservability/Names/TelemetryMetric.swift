/// The metrics of calls that OpenTelemetry's conventions name, with the bounds of their histograms' buckets.
///
/// swift-metrics has no place for buckets, so that the back end must be told them; ``bounds`` by ``name`` is what it
/// needs.
public struct TelemetryMetric: Hashable, Sendable {
    /// The metric's name.
    public let name: String
    /// The unit, as UCUM writes it; values are recorded in it.
    public let unit: String
    /// The upper bounds of the buckets, ascending.
    public let bounds: [Double]

    /// Tokens of a call; `gen_ai.token.type` tells `input` from `output`.
    public static let tokenUsage = TelemetryMetric(
        name: "gen_ai.client.token.usage", unit: "{token}", bounds: powers(of: 4, from: 1, count: 14))
    /// How long a call took; a stream's lasts until its end.
    public static let operationDuration = seconds("gen_ai.client.operation.duration")
    /// How long a stream's first chunk took.
    public static let timeToFirstChunk = seconds("gen_ai.client.operation.time_to_first_chunk")
    /// How long each further chunk of a stream took after the one before.
    public static let timePerOutputChunk = seconds("gen_ai.client.operation.time_per_output_chunk")
    /// How long a tool took.
    public static let toolDuration = seconds("gen_ai.execute_tool.duration")
    /// How long a run of an agent took.
    public static let agentDuration = seconds("gen_ai.invoke_agent.duration")

    /// All of them.
    public static let all = [
        tokenUsage, operationDuration, timeToFirstChunk, timePerOutputChunk, toolDuration, agentDuration,
    ]

    private static func seconds(_ name: String) -> TelemetryMetric {
        TelemetryMetric(name: name, unit: "s", bounds: powers(of: 2, from: 0.01, count: 14))
    }

    private static func powers(of factor: Double, from first: Double, count: Int) -> [Double] {
        Array(sequence(first: first) { $0 * factor }.prefix(count))
    }
}
