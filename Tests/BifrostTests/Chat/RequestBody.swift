import LLM

@testable import Bifrost

/// The body of a request as JSON.
func requestBody(
    _ messages: [Message] = [.user("Hi")],
    tools: [ToolDefinition] = [],
    _ options: GenerateOptions = GenerateOptions(),
    flavour: GatewayFlavour = .native
) throws -> JSONValue {
    let bytes = try ChatRequestEncoder.encode(
        model: "openai/gpt-4o", messages: messages, tools: tools, options: options, stream: false, flavour: flavour)
    return try JSONValue(parsing: bytes)
}

/// A message as it stands in the body of a request.
func requestMessage(_ message: Message) throws -> JSONValue? { try requestBody([message])["messages"]?[0] }
