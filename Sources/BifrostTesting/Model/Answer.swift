/// What a model says, before limits are applied and tokens are counted.
struct Answer: Sendable {
    struct ToolCall: Sendable {
        var id: String
        var name: String
        var arguments: String
    }

    var reasoning = ""
    var text = ""
    var toolCalls: [ToolCall] = []
}
