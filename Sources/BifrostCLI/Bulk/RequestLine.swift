import FoundationEssentials
import LLM

/// A request as it stands on a line of JSON.
struct RequestLine: Sendable {
    /// What its author calls it; nil when it has no name.
    var id: JSONValue?
    /// The model that it asks for itself.
    var model: String?
    var messages: [Message]
    /// Further fields of the request, sent as they are.
    var fields: [String: JSONValue]
}

/// How lines become requests.
struct RequestForm: Sendable {
    /// What is asked about each line; nil takes what the line says.
    var template: PromptTemplate?
    /// Instructions before everything else.
    var system: String?

    /// Fields of the request that are this side's business.
    private static let ownFields: Set = ["model", "messages", "stream", "stream_options"]

    /// Reads a line.
    ///
    /// - Throws: `LLMError.Code.configuration` for what is no request. The id is told in any case, as far as it is known.
    func request(_ bytes: [UInt8], id: inout JSONValue?) throws(LLMError) -> RequestLine {
        let line: JSONValue
        do throws(JSONError) {
            line = try JSONValue(parsing: bytes)
        } catch {
            throw LLMError(.configuration, "the line is not JSON: \(error)", cause: error)
        }
        id = line["custom_id"] ?? line["id"]
        var request = try request(line)
        request.id = id
        if let system { request.messages.insert(.system(system), at: 0) }
        return request
    }

    private func request(_ line: JSONValue) throws(LLMError) -> RequestLine {
        if let template {
            return RequestLine(messages: [.user(try template.filled(with: line))], fields: [:])
        }
        if let text = line.stringValue { return RequestLine(messages: [.user(text)], fields: [:]) }
        guard var body = line.objectValue else {
            throw LLMError(.configuration, "the line is neither an object nor a text")
        }
        if let inner = body["body"] {
            try Self.checkEndpoint(line)
            guard let members = inner.objectValue else {
                throw LLMError(.configuration, "\"body\" is not an object")
            }
            body = members
        } else {
            body["custom_id"] = nil
            body["id"] = nil
        }
        return try Self.request(body: body)
    }

    private static func request(body: [String: JSONValue]) throws(LLMError) -> RequestLine {
        var body = body
        let messages: [Message]
        if let list = body["messages"] {
            messages = try decoded(list)
        } else if let prompt = body["prompt"]?.stringValue {
            body["prompt"] = nil
            messages = [.user(prompt)]
        } else {
            throw LLMError(.configuration, "the line has neither \"messages\" nor \"prompt\"")
        }
        return RequestLine(
            model: body["model"]?.stringValue, messages: messages,
            fields: body.filter { !ownFields.contains($0.key) })
    }

    private static func decoded(_ list: JSONValue) throws(LLMError) -> [Message] {
        do {
            return try OpenAIList<OpenAIMessage>.decode(list.serialized(), name: "messages").map(\.message)
        } catch let error as LLMError {
            throw error
        } catch {
            throw LLMError(.configuration, "messages: \(error)", cause: error)
        }
    }

    private static func checkEndpoint(_ line: JSONValue) throws(LLMError) {
        if let url = line["url"]?.stringValue, !url.hasSuffix("/chat/completions") {
            throw LLMError(.configuration, "only chats can be asked, not \"url\": \"\(url)\"")
        }
    }
}
