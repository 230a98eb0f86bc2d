import HTTPTransport
import LLM
import LLMTesting
import TestSupport

extension HTTPRequest {
    /// A request with a JSON body.
    static func post(
        _ url: String = "https://gateway/v1/chat/completions", _ json: String = #"{"model":"m"}"#,
        _ fields: [(String, String)] = []
    ) -> HTTPRequest {
        var request = HTTPRequest(method: "POST", url: url, body: HTTPRequestBody(Array(json.utf8)))
        request.fields.append(name: "Content-Type", value: "application/json")
        for (name, value) in fields { request.fields.append(name: name, value: value) }
        return request
    }
}

extension HTTPBody {
    /// The pieces as texts, and the error that ended them.
    func texts() async -> (pieces: [String], error: (any Error)?) {
        var pieces: [String] = []
        do {
            while let bytes = try await read() { pieces.append(String(decoding: bytes, as: UTF8.self)) }
        } catch {
            return (pieces, error)
        }
        return (pieces, nil)
    }
}

extension Recording {
    /// The JSON as text.
    var text: String {
        get throws { String(decoding: try json(), as: UTF8.self) }
    }
}

extension Recording.Response {
    /// The body as one text.
    var text: String { String(decoding: pieces.flatMap(\.bytes), as: UTF8.self) }
}
