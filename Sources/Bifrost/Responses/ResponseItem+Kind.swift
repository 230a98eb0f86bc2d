extension ResponseItem {
    /// What an item is (OpenAI field `type`); an open set.
    public struct Kind: RawRepresentable, Hashable, Sendable, Codable {
        /// The word that stands on the wire.
        public var rawValue: String

        /// Makes a kind from the word that stands on the wire.
        ///
        /// - Parameter rawValue: The word, e.g. `message`.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// What somebody says.
        public static let message = Kind(rawValue: "message")
        /// What the model thought.
        public static let reasoning = Kind(rawValue: "reasoning")
        /// A wish to have a function run.
        public static let functionCall = Kind(rawValue: "function_call")
        /// What a function returned.
        public static let functionCallOutput = Kind(rawValue: "function_call_output")
        /// A wish to have a custom tool run, whose input is text.
        public static let customToolCall = Kind(rawValue: "custom_tool_call")
        /// What a custom tool returned.
        public static let customToolCallOutput = Kind(rawValue: "custom_tool_call_output")
        /// An item that the provider keeps, by its id.
        public static let itemReference = Kind(rawValue: "item_reference")
        /// A search of the web.
        public static let webSearchCall = Kind(rawValue: "web_search_call")
        /// A page that was fetched.
        public static let webFetchCall = Kind(rawValue: "web_fetch_call")
        /// A search in files.
        public static let fileSearchCall = Kind(rawValue: "file_search_call")
        /// A step on a computer.
        public static let computerCall = Kind(rawValue: "computer_call")
        /// What a step on a computer led to.
        public static let computerCallOutput = Kind(rawValue: "computer_call_output")
        /// Code that was run.
        public static let codeInterpreterCall = Kind(rawValue: "code_interpreter_call")
        /// A picture that was made.
        public static let imageGenerationCall = Kind(rawValue: "image_generation_call")
        /// A command for a shell.
        public static let localShellCall = Kind(rawValue: "local_shell_call")
        /// What a shell's command printed.
        public static let localShellCallOutput = Kind(rawValue: "local_shell_call_output")
        /// A call of a tool on an MCP server.
        public static let mcpCall = Kind(rawValue: "mcp_call")
        /// The tools of an MCP server.
        public static let mcpListTools = Kind(rawValue: "mcp_list_tools")
        /// A question whether a tool of an MCP server may be called.
        public static let mcpApprovalRequest = Kind(rawValue: "mcp_approval_request")
        /// The answer to that question, in the gateway's word.
        public static let mcpApprovalResponse = Kind(rawValue: "mcp_approval_responses")
        /// Words with which the assistant declined.
        public static let refusal = Kind(rawValue: "refusal")
    }
}
