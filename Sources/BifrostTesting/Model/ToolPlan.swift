/// Which of the bound tools to call for a prompt, and with what.
struct ToolPlan: Sendable {
    /// More calls than this in one answer help nobody.
    private static let maximumCalls = 8

    private let request: ChatRequest
    private let serial: Int
    private let promptWords: [String]

    init(_ request: ChatRequest, serial: Int) {
        self.request = request
        self.serial = serial
        promptWords = Words.split(request.prompt)
    }

    var calls: [Answer.ToolCall] {
        let calls = tools.flatMap { tool in
            places(for: tool).map { place in (tool.name, arguments(for: tool, place)) }
        }
        let allowed = calls.prefix(request.allowsParallelCalls ? Self.maximumCalls : 1)
        return allowed.enumerated().map { index, call in
            Answer.ToolCall(id: "call_\(serial + 1)_\(index)", name: call.0, arguments: call.1)
        }
    }

    private func arguments(for tool: ChatRequest.Tool, _ place: String?) -> String {
        var sampler = SchemaSampler(prompt: PromptValues(request.prompt, place: place), fillsOptional: false)
        let arguments = sampler.sample(tool.parameters)
        return arguments.object == nil ? "{}" : arguments.encoded
    }

    /// One call for each place that the prompt names, if the tool takes exactly one; nil is a call without a place.
    private func places(for tool: ChatRequest.Tool) -> [String?] {
        let schema = SchemaView(root: tool.parameters)
        let takers = (schema["properties"]?.object?.members ?? []).filter { member in
            let property = schema.child(member.value)
            return property.type == "string" && PromptValues.isPlace(member.key, property)
        }
        let places = takers.count == 1 ? Places.all(in: request.prompt, by: takers[0].key) : []
        return places.isEmpty ? [nil] : places
    }
}

extension ToolPlan {
    private enum Choice {
        case none, auto, required
    }

    /// The tools that fit the prompt, or that `tool_choice` demands.
    private var tools: [ChatRequest.Tool] {
        let (choice, tools) = choice
        switch choice {
        case .none: return []
        case .auto: return fitting(tools)
        case .required:
            let fitting = fitting(tools)
            return fitting.isEmpty ? Array(tools.prefix(1)) : fitting
        }
    }

    private var choice: (Choice, [ChatRequest.Tool]) {
        let tools = request.tools
        let wanted = request.body["tool_choice"]
        if let name = wanted?["function"]?["name"]?.string { return (.required, tools.filter { $0.name == name }) }
        if let allowed = wanted?["allowed_tools"] {
            let names = (allowed["tools"]?.array ?? []).compactMap { $0["function"]?["name"]?.string }
            let choice = allowed["mode"] == "required" ? Choice.required : .auto
            return (choice, tools.filter { names.contains($0.name) })
        }
        switch wanted?.string {
        case "none": return (.none, [])
        case "required", "any": return (.required, tools)
        default: return (.auto, tools)
        }
    }

    /// Those whose name the prompt touches; if there are none, those of whose description or parameters two words occur.
    private func fitting(_ tools: [ChatRequest.Tool]) -> [ChatRequest.Tool] {
        let named = tools.filter { hits(Words.split($0.name)) > 0 }
        if !named.isEmpty { return named }
        return tools.filter { tool in
            let parameters = SchemaView(root: tool.parameters)["properties"]?.object?.keys ?? []
            return hits(Words.split(tool.description) + parameters.flatMap(Words.split)) >= 2
        }
    }

    private func hits(_ words: [String]) -> Int {
        Set(words).filter { word in
            !Words.common.contains(word) && promptWords.contains { Words.areAkin($0, word) }
        }.count
    }
}
