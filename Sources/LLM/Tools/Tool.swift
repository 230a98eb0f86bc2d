/// A tool together with the code that runs it.
///
/// `ChatModel.run` offers tools to the model and runs those that it calls. A tool is a value and may run
/// several times at once.
public struct Tool: Sendable {
    /// What the model is told about the tool.
    public var definition: ToolDefinition
    /// How long one call may take.
    ///
    /// `.inherit` takes the limit of the run; `.off` leaves the tool to the run's deadline alone.
    public var timeLimit: TimeLimit

    private let handler: @Sendable (ToolCall, ToolContext) async throws -> ToolOutput

    /// Makes a tool that reads its arguments itself.
    ///
    /// - Parameters:
    ///   - definition: What the model is told about the tool.
    ///   - timeLimit: How long one call may take.
    ///   - handler: Runs one call, whose arguments are whole. What it throws is told to the model or ends the run, as
    ///     the run is told.
    public init(
        _ definition: ToolDefinition,
        timeLimit: TimeLimit = .inherit,
        handler: @escaping @Sendable (ToolCall, ToolContext) async throws -> ToolOutput
    ) {
        self.definition = definition
        self.timeLimit = timeLimit
        self.handler = handler
    }

    /// The tool's name.
    public var name: String { definition.name }

    /// Runs one call.
    ///
    /// - Parameters:
    ///   - call: The model's call; must be complete.
    ///   - context: What the tool may know about the run.
    /// - Returns: What the model is told.
    /// - Throws: ``ToolArgumentError`` for arguments that do not fit, and what the tool's code throws.
    public func run(_ call: ToolCall, context: ToolContext) async throws -> ToolOutput {
        try await handler(call, context)
    }
}
