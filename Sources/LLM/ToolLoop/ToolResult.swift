/// What became of one tool call.
public struct ToolResult: Sendable {
    /// The call, with the arguments that the tool got.
    public var call: ToolCall
    /// The round, from 1; 0 for calls that the conversation ended in.
    public var round: Int
    /// The call's place in the model's turn, from 0; ids may repeat, places do not.
    public var position: Int
    /// What the model is told.
    public var output: ToolOutput
    /// Why there is no ordinary result.
    ///
    /// Nil for a success.
    public var failure: Failure?
    /// How long the tool ran; zero when it did not.
    public var duration: Duration
    /// What the tool threw, to be looked at; the model is told ``output`` alone.
    ///
    /// Nil when it threw nothing.
    public var error: (any Error)?

    /// Makes a result.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - round: The round.
    ///   - position: The call's place in the model's turn.
    ///   - output: What the model is told.
    ///   - failure: Why there is no ordinary result.
    ///   - duration: How long the tool ran.
    ///   - error: What the tool threw.
    public init(
        call: ToolCall,
        round: Int,
        position: Int,
        output: ToolOutput,
        failure: Failure? = nil,
        duration: Duration = .zero,
        error: (any Error)? = nil
    ) {
        self.call = call
        self.round = round
        self.position = position
        self.output = output
        self.failure = failure
        self.duration = duration
        self.error = error
    }

    /// The answer to the call, as it stands in the conversation.
    public var message: Message {
        let content = output.content.isEmpty ? [.text("")] : output.content
        return Message(role: .tool, content: content, toolCallID: call.id)
    }
}

extension ToolResult {
    /// Why a call has no ordinary result; an open set.
    public struct Failure: RawRepresentable, Hashable, Sendable, Codable {
        /// The failure's name, stable for scripts and metrics.
        public var rawValue: String

        /// Makes a failure from its name.
        ///
        /// - Parameter rawValue: The name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// There is no tool of that name.
        public static let unknownTool = Failure(rawValue: "unknownTool")
        /// The arguments are cut, or do not fit; a tool with cut arguments was not run.
        public static let badArguments = Failure(rawValue: "badArguments")
        /// The call was not approved; the tool was not run.
        public static let denied = Failure(rawValue: "denied")
        /// The tool took too long.
        public static let timeout = Failure(rawValue: "timeout")
        /// The tool threw an error.
        public static let thrown = Failure(rawValue: "thrown")
        /// The tool returned an output that tells of a failure (``ToolOutput/isError``).
        public static let reported = Failure(rawValue: "reported")
    }
}
