public import LLM

/// One event of a streamed response.
///
/// A failure is no event: it is thrown. What has no name here, or lacks what its name promises, is
/// ``unknown(type:json:)``.
@nonexhaustive
public enum ResponseEvent: Hashable, Sendable {
    // MARK: The response

    /// The response was begun.
    case created(Response)
    /// The response waits for its turn.
    case queued(Response)
    /// The response is being made.
    case inProgress(Response)
    /// The response is whole; the last event.
    case completed(Response)
    /// The response ended before it was whole, for example at its token limit; the last event.
    case incomplete(Response)
    /// The gateway lives; native interface alone.
    case ping

    // MARK: Items

    /// An item begins; its content follows.
    case outputItemAdded(Payload<ResponseItem>)
    /// An item is whole.
    case outputItemDone(Payload<ResponseItem>)
    /// A part of a message begins.
    case contentPartAdded(Payload<JSONValue>)
    /// A part of a message is whole.
    case contentPartDone(Payload<JSONValue>)

    // MARK: Text

    /// A piece of text.
    case outputTextDelta(Payload<String>)
    /// All text of a part.
    case outputTextDone(Payload<String>)
    /// A mark on the text, such as a source.
    case annotationAdded(Payload<Annotation>)
    /// A mark on the text is whole.
    case annotationDone(Payload<Annotation>)
    /// A piece of the words with which the assistant declines.
    case refusalDelta(Payload<String>)
    /// All of the words with which the assistant declined.
    case refusalDone(Payload<String>)

    // MARK: Tools of the caller

    /// A piece of a function call's arguments.
    case functionCallArgumentsDelta(Payload<String>)
    /// All arguments of a function call.
    case functionCallArgumentsDone(Payload<String>)
    /// A piece of a custom tool's input.
    case customToolCallInputDelta(Payload<String>)
    /// All input of a custom tool.
    case customToolCallInputDone(Payload<String>)

    // MARK: Reasoning

    /// A part of the summary begins.
    case reasoningSummaryPartAdded(Payload<JSONValue>)
    /// A part of the summary is whole.
    case reasoningSummaryPartDone(Payload<JSONValue>)
    /// A piece of the summary's text.
    case reasoningSummaryTextDelta(Payload<String>)
    /// All text of a part of the summary.
    case reasoningSummaryTextDone(Payload<String>)

    // MARK: Tools of the provider

    /// A search of the web goes on.
    case webSearch(Payload<ToolPhase>)
    /// A page is being fetched.
    case webFetch(Payload<ToolPhase>)
    /// A search in files goes on.
    case fileSearch(Payload<ToolPhase>)
    /// Code is written and run.
    case codeInterpreter(Payload<ToolPhase>)
    /// A piece of the code that will be run.
    case codeDelta(Payload<String>)
    /// All of the code that will be run.
    case codeDone(Payload<String>)
    /// A picture is being made.
    case imageGeneration(Payload<ToolPhase>)
    /// A picture as far as it is made, in base64.
    case partialImage(Payload<String>)
    /// A tool of an MCP server is called.
    case mcpCall(Payload<ToolPhase>)
    /// A piece of the arguments for a tool of an MCP server.
    case mcpCallArgumentsDelta(Payload<String>)
    /// All arguments for a tool of an MCP server.
    case mcpCallArgumentsDone(Payload<String>)
    /// The tools of an MCP server are listed.
    case mcpListTools(Payload<ToolPhase>)

    /// An event without a name here, as it stands on the wire.
    case unknown(type: String, json: JSONValue)
}

extension ResponseEvent {
    /// The next piece of the answer's text; nil for every other event.
    public var textDelta: String? {
        if case .outputTextDelta(let piece) = self { piece.value } else { nil }
    }

    /// Whether nothing follows.
    var isLast: Bool {
        switch self {
        case .completed, .incomplete: true
        default: false
        }
    }

    /// Whether it brings a part of the answer, rather than the sign that one will come.
    var isContent: Bool {
        switch self {
        case .created, .queued, .inProgress, .ping, .outputItemAdded, .contentPartAdded, .reasoningSummaryPartAdded:
            false
        default: true
        }
    }
}
