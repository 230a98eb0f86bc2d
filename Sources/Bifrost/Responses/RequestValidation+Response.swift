internal import LLM

extension RequestValidation {
    static func check(
        model: String, input: ResponseInput, tools: [ToolDefinition], options: ResponseOptions
    ) throws(LLMError) {
        try require(!model.isEmpty, "the model is missing")
        if case .items(let items) = input {
            try require(!items.isEmpty, "there are no input items")
            for item in items { try check(item) }
        }
        let offersOthers = !options.hostedTools.isEmpty || options.extraFields["tools"] != nil
        try check(tools, choice: offersOthers ? nil : options.toolChoice)
        for tool in options.hostedTools {
            try require(tool["type"]?.stringValue?.isEmpty == false, "a hosted tool has no type")
        }
        try check(options)
    }

    private static func check(_ item: ResponseItem) throws(LLMError) {
        try require(item.json.objectValue != nil, "an input item is not an object")
        switch item.kind {
        case .functionCallOutput, .customToolCallOutput:
            try require(item.callID?.isEmpty == false, "a tool's output lacks the id of the call it answers")
        case .functionCall, .customToolCall:
            try require((item.callID ?? item.id)?.isEmpty == false, "a tool call has no id")
            try require(item.json["name"]?.stringValue?.isEmpty == false, "a tool call has no name")
        case .itemReference:
            try require(item.id?.isEmpty == false, "a reference to an item has no id")
        case .message:
            try require(item.role?.rawValue.isEmpty == false, "a message has no role")
            for part in item.content {
                try require(!part.hasEmptyPayload, "an image, sound or file of a message is empty")
            }
        default: break
        }
    }

    private static func check(_ options: ResponseOptions) throws(LLMError) {
        try require(options.temperature?.isFinite ?? true, "temperature is not a finite number")
        try require(options.topP?.isFinite ?? true, "topP is not a finite number")
        try require(options.maxOutputTokens ?? 1 > 0, "maxOutputTokens must be more than zero")
        try require(options.maxToolCalls ?? 1 > 0, "maxToolCalls must be more than zero")
        try require(0...20 ~= options.topLogprobs ?? 0, "topLogprobs must be within 0 and 20")
        try require(options.previousResponseID != "", "previousResponseID is empty; nil sends none")
        try require(options.conversationID != "", "conversationID is empty; nil sends none")
        try require(
            options.previousResponseID == nil || options.conversationID == nil,
            "previousResponseID and conversationID exclude each other")
        if case .jsonSchema(let format)? = options.responseFormat {
            try require(format.schema.objectValue != nil, "the schema of the response format is not an object")
        }
        for name in ["model", "input", "stream"] {
            try require(options.extraFields[name] == nil, "extraFields must not contain \"\(name)\"")
        }
        try require(options.extraFields["metadata"].isObjectIfPresent, "metadata is not an object")
    }
}

extension JSONValue {
    /// Whether it is a part of a message with a picture, sound or document in which there is nothing.
    fileprivate var hasEmptyPayload: Bool {
        let isEmpty = { (text: String?) in text.map { $0.isEmpty || $0.hasSuffix(";base64,") } ?? false }
        switch self["type"]?.stringValue {
        case "input_image": return isEmpty(self["image_url"]?.stringValue)
        case "input_audio": return isEmpty(self["input_audio"]?["data"]?.stringValue)
        case "input_file": return ["file_url", "file_id", "file_data"].contains { isEmpty(self[$0]?.stringValue) }
        default: return false
        }
    }
}
