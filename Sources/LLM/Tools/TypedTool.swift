/// A tool as a type of its own, for those with state or dependencies.
///
/// ```swift
/// struct Weather: TypedTool {
///     let name = "get_weather"
///     let description = "Tells the weather in a city."
///     let service: WeatherService
///
///     func call(_ query: WeatherQuery, context: ToolContext) async throws -> Report {
///         try await service.report(for: query.city)
///     }
/// }
/// let tool = try Tool(Weather(service: service))
/// ```
public protocol TypedTool: Sendable {
    /// What the tool takes; its schema is ``JSONSchema/init(of:)``, which must be that of an object.
    associatedtype Arguments: Decodable & SendableMetatype
    /// What the tool returns, as a closure of ``Tool`` does.
    associatedtype Output: Encodable & SendableMetatype

    /// The tool's name: letters, digits, `_` and `-`, at most 64.
    var name: String { get }
    /// What the tool does and when to use it, for the model to read.
    var description: String { get }
    /// Whether the provider must keep to the schema exactly.
    ///
    /// Nil, the default, leaves it to the provider.
    var strict: Bool? { get }
    /// How long one call may take; `.inherit` by default.
    var timeLimit: TimeLimit { get }

    /// Runs one call.
    ///
    /// - Parameters:
    ///   - arguments: What the model asked for.
    ///   - context: What the tool may know about the run.
    /// - Returns: What the model is told.
    /// - Throws: Anything; it is told to the model or ends the run, as the run is told.
    func call(_ arguments: Arguments, context: ToolContext) async throws -> Output
}

extension TypedTool {
    /// Leaves it to the provider.
    public var strict: Bool? { nil }

    /// Takes the limit of the run.
    public var timeLimit: TimeLimit { .inherit }
}
