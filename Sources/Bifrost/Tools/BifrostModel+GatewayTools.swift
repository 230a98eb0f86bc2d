public import LLM

extension BifrostModel {
    /// Runs tools that the gateway hosts, for ``ToolRunPolicy/undeclaredTools``.
    ///
    /// A gateway with MCP servers offers their tools to the model by itself, so that a run meets calls of tools that it
    /// does not have. This has the gateway run them, once each (``executeTool(_:gateway:limits:)``). When it does not
    /// know a tool, does not permit it or finds the arguments wrong, the model is told so in the gateway's words; other
    /// failures are left to ``ToolRunPolicy/toolErrors``.
    ///
    /// - Parameters:
    ///   - gateway: What the gateway shall do with these calls; ``GatewayOptions/mcp`` says which tools may be run.
    ///   - limits: Time limits of each call; the tool's limit and the run's deadline hold besides.
    /// - Returns: What runs the tools.
    public func gatewayTools(
        gateway: GatewayOptions = GatewayOptions(), limits: TimeLimits = TimeLimits()
    ) -> ToolRunPolicy.UndeclaredTools {
        { call, _ in
            do {
                return ToolOutput(try await executeTool(call, gateway: gateway, limits: limits).content)
            } catch let error as LLMError where error.speaksOfTheCall {
                throw ToolFailure(error.message, cause: error)
            }
        }
    }
}

extension LLMError {
    /// Whether it is about what was called, so that a model can do better.
    fileprivate var speaksOfTheCall: Bool {
        switch code {
        case .invalidRequest, .notFound, .permission: true
        default: false
        }
    }
}
