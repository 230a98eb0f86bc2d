/// What a run can end in, other than a result or a cancellation; what was done until then hangs on it.
///
/// Neither the message nor the description holds a prompt, an answer, arguments or a result.
public struct ToolRunError: Error, Sendable {
    /// Why the run ended.
    public var code: Code
    /// What happened, in a short text.
    public var message: String
    /// The conversation as far as it came: whole turns, and the results of the tools that had ended.
    ///
    /// A new run over it goes on where this one ended, with ``unansweredCalls``.
    public var conversation: [Message]
    /// The rounds in which the model had answered, in order.
    public var rounds: [ToolRound]
    /// The counts of these rounds together, and of the answer that failed as far as it is known.
    ///
    /// Nil when none were reported.
    public var usage: Usage?
    /// The call that ended the run.
    ///
    /// Nil when no single one did.
    public var call: ToolCall?
    /// The error below this one: a model's ``LLMError``, or what a tool or a hook threw.
    ///
    /// Nil when a limit of the policy ended the run.
    public var cause: (any Error)?

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - code: Why the run ended.
    ///   - message: What happened.
    ///   - conversation: The conversation as far as it came.
    ///   - rounds: The rounds in which the model had answered.
    ///   - usage: The counts of these rounds together.
    ///   - call: The call that ended the run.
    ///   - cause: The error below this one.
    public init(
        _ code: Code,
        _ message: String,
        conversation: [Message],
        rounds: [ToolRound] = [],
        usage: Usage? = nil,
        call: ToolCall? = nil,
        cause: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.conversation = conversation
        self.rounds = rounds
        self.usage = usage
        self.call = call
        self.cause = cause
    }

    /// The model's error, with the part of the answer that was received.
    ///
    /// Nil when something else ended the run.
    public var modelError: LLMError? { cause as? LLMError }

    /// The calls at the conversation's end that have no result, in order.
    ///
    /// Servers refuse a conversation that goes on without their results; a new run begins with them.
    public var unansweredCalls: [ToolCall] { conversation.unansweredCalls }
}

extension ToolRunError: CustomStringConvertible {
    /// The code, the message and what is below, in one line.
    public var description: String {
        let cause = modelError.map { " (\($0))" } ?? ""
        return "\(code.rawValue): \(message)\(cause)"
    }
}

extension ToolRunError {
    /// Why a run ended; an open set.
    public struct Code: RawRepresentable, Hashable, Sendable, Codable {
        /// The reason's name, stable for scripts and metrics.
        public var rawValue: String

        /// Makes a reason from its name.
        ///
        /// - Parameter rawValue: The name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The tools or the policy are wrong; nothing was sent.
        public static let configuration = Code(rawValue: "configuration")
        /// A model call failed; ``ToolRunError/modelError`` tells how.
        public static let modelFailed = Code(rawValue: "modelFailed")
        /// The run's deadline has passed; the cause is an ``LLMError`` with the limit `total`.
        public static let deadline = Code(rawValue: "deadline")
        /// The model went on calling tools in its last round.
        public static let roundLimit = Code(rawValue: "roundLimit")
        /// A tool failed again and again.
        public static let repeatedFailures = Code(rawValue: "repeatedFailures")
        /// A tool failed, and by the policy or by its own word the run ends with it.
        public static let toolFailed = Code(rawValue: "toolFailed")
        /// The answer was cut in the middle of its tool calls; none of them was run.
        public static let cutCalls = Code(rawValue: "cutCalls")
        /// A hook of the policy threw an error.
        public static let hookFailed = Code(rawValue: "hookFailed")
    }
}
