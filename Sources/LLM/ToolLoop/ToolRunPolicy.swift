/// How a run deals with the tools that a model calls.
public struct ToolRunPolicy: Sendable {
    /// Runs a call of a tool that is not among the run's tools; nil says that there is no such tool.
    public typealias UndeclaredTools = @Sendable (_ call: ToolCall, _ context: ToolContext) async throws -> ToolOutput?

    /// The most answers of the model, at least one; the default is 10.
    ///
    /// When the last of them calls tools again, none of them is run and the run throws
    /// ``ToolRunError/Code/roundLimit``: their results could not be told to the model any more.
    public var maximumRounds: Int
    /// The most tools that run at once, at least one; the default is 4.
    ///
    /// 1 runs them one after the other, in the order of the calls, as does ``GenerateOptions/parallelToolCalls`` when it
    /// is false. A tool that is not waited for any more does not count.
    public var maximumParallelCalls: Int
    /// How often in a row one tool may fail, at least once; the default is 3.
    ///
    /// A round counts once, however many calls of the tool failed in it, and not at all when one succeeded. Calls that
    /// were not approved do not count. The round after which the run throws ``ToolRunError/Code/repeatedFailures`` is
    /// whole.
    public var maximumRepeatedFailures: Int
    /// How long one call of a tool may take, unless the tool has a limit of its own.
    ///
    /// `.inherit`, the default, is 60 s; `.off` leaves tools to the run's deadline. The wait ends even when the tool
    /// ignores its cancellation.
    public var toolTimeLimit: TimeLimit
    /// What becomes of the errors that tools throw; by default the model is told, without the errors' words.
    public var toolErrors: ToolErrorRule
    /// Asked before each tool is run; nil allows all.
    ///
    /// It may wait for a person: no limit but the run's deadline ends that wait, and it does not count towards the
    /// tool's limit. What it throws ends the run with ``ToolRunError/Code/hookFailed``. It is not asked about calls that
    /// cannot be run anyway, and it may be asked about several calls at once.
    public var approve: (@Sendable (_ call: ToolCall) async throws -> ToolApproval)?
    /// Runs tools that the run does not have, such as those that a gateway adds by itself; nil has none.
    ///
    /// Approval, limits and the rule for errors hold for them too.
    public var undeclaredTools: UndeclaredTools?
    /// Looks at what is about to be sent in each round and may change it; nil changes nothing.
    ///
    /// What it throws ends the run with ``ToolRunError/Code/hookFailed``.
    public var prepareRound: (@Sendable (_ plan: inout ToolRoundPlan) async throws -> Void)?
    /// Time as the run sees it; tests put in their own.
    public var clock: CallClock

    /// Makes a policy.
    ///
    /// - Parameters:
    ///   - maximumRounds: The most answers of the model.
    ///   - maximumParallelCalls: The most tools that run at once.
    ///   - maximumRepeatedFailures: How often in a row one tool may fail.
    ///   - toolTimeLimit: How long one call of a tool may take.
    ///   - toolErrors: What becomes of the errors that tools throw.
    ///   - approve: Asked before each tool is run.
    ///   - undeclaredTools: Runs tools that the run does not have.
    ///   - prepareRound: Looks at what is about to be sent in each round.
    ///   - clock: Time as the run sees it.
    public init(
        maximumRounds: Int = 10,
        maximumParallelCalls: Int = 4,
        maximumRepeatedFailures: Int = 3,
        toolTimeLimit: TimeLimit = .inherit,
        toolErrors: ToolErrorRule = .tellModel,
        approve: (@Sendable (_ call: ToolCall) async throws -> ToolApproval)? = nil,
        undeclaredTools: UndeclaredTools? = nil,
        prepareRound: (@Sendable (_ plan: inout ToolRoundPlan) async throws -> Void)? = nil,
        clock: CallClock = .continuous
    ) {
        self.maximumRounds = maximumRounds
        self.maximumParallelCalls = maximumParallelCalls
        self.maximumRepeatedFailures = maximumRepeatedFailures
        self.toolTimeLimit = toolTimeLimit
        self.toolErrors = toolErrors
        self.approve = approve
        self.undeclaredTools = undeclaredTools
        self.prepareRound = prepareRound
        self.clock = clock
    }
}

extension ToolRunPolicy {
    private static let defaultToolTimeLimit = TimeLimit.seconds(60)

    /// How long a call of a tool may take; nil is off.
    func timeLimit(of tool: Tool?) -> Duration? {
        (tool?.timeLimit ?? .inherit).or(toolTimeLimit).or(Self.defaultToolTimeLimit).duration
    }

    /// Finds what is wrong with the policy or the tools before anything is sent.
    func validate(_ tools: [Tool]) throws(LLMError) {
        try Self.require(maximumRounds > 0, "ToolRunPolicy.maximumRounds must be at least 1")
        try Self.require(maximumParallelCalls > 0, "ToolRunPolicy.maximumParallelCalls must be at least 1")
        try Self.require(maximumRepeatedFailures > 0, "ToolRunPolicy.maximumRepeatedFailures must be at least 1")
        let limit = timeLimit(of: nil) ?? .seconds(1)
        try Self.require(limit > .zero, "ToolRunPolicy.toolTimeLimit must be more than zero")
        try validateTools(tools)
    }

    /// Finds what is wrong with the tools of a round.
    func validateTools(_ tools: [Tool]) throws(LLMError) {
        var names: Set<String> = []
        for tool in tools {
            try Self.require(names.insert(tool.name).inserted, "two tools are named \"\(tool.name)\"")
            try Self.require(
                timeLimit(of: tool) ?? .seconds(1) > .zero,
                "the time limit of the tool \"\(tool.name)\" must be more than zero")
        }
    }

    private static func require(_ condition: Bool, _ message: String) throws(LLMError) {
        if !condition { throw LLMError(.configuration, message) }
    }
}
