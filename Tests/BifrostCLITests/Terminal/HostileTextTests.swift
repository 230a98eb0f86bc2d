import Foundation
import TestSupport
import Testing

/// What a gateway and a model say, on a terminal.
@Suite("A stranger's text has no power over the terminal", .serialized)
final class HostileTextTests {
    /// Writes to the clipboard, clears the screen in two ways, and reverses what follows.
    private static let hostile = "\u{1B}]52;c;aGk=\u{07}\u{1B}[2J\u{9B}2J\u{202E}"
    private static let powers: [Unicode.Scalar] = ["\u{1B}", "\u{07}", "\u{9B}", "\u{202E}"]
    /// As JSON writes it.
    private static let quoted = #"\u001b]52;c;aGk=\u0007\u001b[2J\u009b2J\u202e"#

    private let folder = FileManager.default.temporaryDirectory.appending(path: "bifrost-\(UUID().uuidString)").path

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private static func json(_ status: Int, _ body: String) -> String {
        "HTTP/1.1 \(status) X\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    private static func events(_ datas: String...) -> String {
        let body = (datas + ["[DONE]"]).map { "data: \($0)\n\n" }.joined()
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    private static func chunk(_ delta: String, _ reason: String = "null") -> String {
        #"{"id":"x","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":\#(delta),"#
            + #""finish_reason":\#(reason)}]}"#
    }

    private static let call =
        #"{"tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"f\#(quoted)","#
        + #""arguments":"{\"a\":\"\#(quoted)\"}"}}]}"#

    private static let answers: [(arguments: [String], answer: String)] = [
        (["chat", "Hello"], events(chunk(#"{"content":"\#(quoted)"}"#), chunk("{}", #""stop""#))),
        (["chat", "Hello"], events(chunk(#"{"reasoning":"\#(quoted)","content":"x"}"#), chunk("{}", #""stop""#))),
        (["chat", "Hello"], events(chunk(#"{"refusal":"\#(quoted)"}"#), chunk("{}", #""stop""#))),
        (["chat", "Hello"], events(chunk(call, #""tool_calls""#))),
        (["chat", "Hello"], json(400, #"{"error":{"message":"\#(quoted)","type":"\#(quoted)"}}"#)),
        (["chat", "Hello"], json(500, hostile)),
        (["chat", "Hello", "--output", "json"], events(chunk(#"{"content":"\#(quoted)"}"#), chunk("{}", #""stop""#))),
        (["chat", "Hello", "--output", "json"], events(chunk(call, #""tool_calls""#))),
        (["chat", "Hello", "--output", "json"], json(400, #"{"error":{"message":"\#(quoted)"}}"#)),
        (["raw", "GET", "/x"], json(200, #"{"a":"\#(hostile)"}"#)),
        (["respond", "Hello"], json(400, #"{"error":{"message":"\#(quoted)"}}"#)),
        (
            ["respond", "Hello"],
            events(
                #"{"type":"response.output_text.delta","item_id":"i","output_index":0,"content_index":0,"#
                    + #""delta":"\#(quoted)"}"#,
                #"{"type":"response.completed","response":{"id":"r","object":"response","status":"completed","#
                    + #""output":[]}}"#)
        ),
        (["embed", "Hello"], json(400, #"{"error":{"message":"\#(quoted)"}}"#)),
        (["doctor"], json(400, #"{"error":{"message":"\#(quoted)"}}"#)),
        (["models"], json(200, #"{"object":"list","data":[{"id":"\#(quoted)","object":"model"}]}"#)),
        (["image", "Hello", "-o", "/dev/null"], json(200, #"{"created":1,"data":[{"url":"http://x/\#(quoted)"}]}"#)),
    ]

    @Test(arguments: answers)
    func `in text, errors, JSON and addresses`(arguments: [String], answer: String) async throws {
        let server = RawServer { connection in
            while connection.readRequest() != nil { connection.send(answer) }
        }
        defer { server.stop() }
        let process = try TerminalProcess(
            arguments + ["--base-url", "\(server.url)/v1"], stateFolder: folder,
            environment: ["BIFROST_MODEL": "openai/m"])
        _ = try await process.finish()
        let shown = process.takeShown()
        #expect(!shown.unicodeScalars.contains(where: Self.powers.contains), "\(shown.debugDescription)")
        #expect(shown.contains("aGk="), "\(shown.debugDescription)")
    }
}
