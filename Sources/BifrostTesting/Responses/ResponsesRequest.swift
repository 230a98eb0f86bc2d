/// A request for a response, read as the gateway reads it.
struct ResponsesRequest: Sendable {
    let body: JSONValue
    /// The same request in terms of a chat, which the built-in model answers.
    let chat: ChatRequest

    init(
        _ request: RecordedRequest, kind: String, flavour: Flavour, providers: Set<String>, history: [RecordedRequest]
    ) throws(GatewayFailure) {
        body = try ChatRequest.parse(request.body, flavour)
        let (provider, model) = try ChatRequest.split(body["model"]?.string ?? "", flavour, providers)
        let input = body["input"]
        guard input?.string?.isEmpty == false || input?.array?.isEmpty == false else {
            throw GatewayFailure(message: "input not provided for responses request")
        }
        let turns = PreviousTurns(history: history)
        let messages = try turns.messages(before: body, of: request.index) + ResponsesInput.messages(of: body)
        let chatBody = ResponsesInput.chat(body, messages)
        try ChatRequest.checkTypes(chatBody, flavour)
        chat = ChatRequest(chatBody, flavour: flavour, provider: provider, model: model, kind: kind)
    }

    /// What stands in for a request that is none, so that a fault has an answer to spoil.
    init(greetingInPlaceOf request: RecordedRequest, kind: String, flavour: Flavour) {
        body = ["input": "Hello", "stream": (try? JSONParser.parse(request.body))?["stream"]]
        chat = ChatRequest(
            ResponsesInput.chat(body, ResponsesInput.messages(of: body)), flavour: flavour, provider: "openai",
            model: "gpt-4o-mini", kind: kind)
    }

    var includesEncryptedReasoning: Bool {
        body["include"]?.array?.contains("reasoning.encrypted_content") ?? false
    }
}

/// The turns that a response follows, found in the record of requests.
private struct PreviousTurns {
    let history: [RecordedRequest]

    /// The messages of all turns before a request, with what the built-in model answered.
    func messages(before body: JSONValue, of index: Int) throws(GatewayFailure) -> [JSONValue] {
        guard let id = body["previous_response_id"]?.string else { return [] }
        guard let earlier = request(id, before: index), let turn = try? JSONParser.parse(earlier.body) else {
            throw GatewayFailure(
                status: 400, type: "invalid_request_error", code: "previous_response_not_found",
                message: "Previous response with id '\(id)' not found.")
        }
        let asked = try messages(before: turn, of: earlier.index) + ResponsesInput.messages(of: turn)
        let chat = ChatRequest(
            ResponsesInput.chat(turn, asked), flavour: .native, provider: "", model: "", kind: "responses")
        return asked + [ResponsesInput.message(of: BuiltInModel(request: chat, serial: earlier.index).answer)]
    }

    private func request(_ id: String, before index: Int) -> RecordedRequest? {
        guard id.hasPrefix(ResponsesRendering.idPrefix),
            let number = Int(id.dropFirst(ResponsesRendering.idPrefix.count))
        else { return nil }
        return history.first { $0.index == number - 1 && $0.index < index }
    }
}
