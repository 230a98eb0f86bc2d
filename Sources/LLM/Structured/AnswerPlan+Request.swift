extension AnswerPlan {
    /// The model that is called.
    func model<Model: ChatModel>(for model: Model) -> Model {
        guard options.mode == .tool else { return model }
        let tool = ToolDefinition(
            name: name, description: options.description, parameters: sent.value, strict: isStrict ? true : nil)
        return model.bindTools([tool])
    }

    /// The settings of a call.
    func options(for base: GenerateOptions) -> GenerateOptions {
        var call = base
        switch options.mode {
        case .schema: call.responseFormat = .jsonSchema(format)
        case .jsonObject: call.responseFormat = .jsonObject
        case .tool:
            call.toolChoice = .tool(name)
            call.parallelToolCalls = false
        }
        return call
    }

    /// The conversation that is sent: the schema, where the model must be told in words, follows the other instructions.
    func conversation(for messages: [Message]) throws(LLMError) -> [Message] {
        guard options.mode == .jsonObject else { return messages }
        let position = messages.firstIndex { $0.role != .system && $0.role != .developer } ?? messages.count
        var conversation = messages
        conversation.insert(.system(try instructions()), at: position)
        return conversation
    }

    /// The turns that tell the model what is wrong with its answer.
    func repair(of response: ChatResponse, _ problem: AnswerProblem) -> [Message] {
        let answer = response.message
        guard answer.toolCalls.isEmpty else {
            return [answer] + answer.toolCalls.map { .tool(problem.advice, callID: $0.id) }
        }
        // Providers refuse an assistant's turn that says nothing.
        return (answer.content.isEmpty ? [] : [answer]) + [.user(problem.advice)]
    }

    private var format: JSONSchemaFormat {
        JSONSchemaFormat(
            name: name, description: options.description, schema: sent.value, strict: isStrict ? true : options.strict)
    }

    private func instructions() throws(LLMError) -> String {
        let about = options.description.map { " It is for this: \($0)" } ?? ""
        return "Answer with one JSON object and nothing else.\(about) It must keep to this JSON Schema:\n\(try text())"
    }

    private func text() throws(LLMError) -> String {
        do {
            return try sent.value.serializedText()
        } catch {
            throw LLMError(.configuration, "the schema cannot be written: \(error)", cause: error)
        }
    }
}
