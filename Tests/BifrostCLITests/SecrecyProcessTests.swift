import BifrostTesting
import Foundation
import TestSupport
import Testing

/// What the command prints, in text and in JSON, when all that it asks is told its own keys.
@Suite("The command keeps keys to itself")
struct SecrecyProcessTests {
    private static let keys = ["sk-api-1234567890", "sk-bf-1234567890", "note-1234567890"]
    private static let environment = [
        "BIFROST_MODEL": "openai/m", "BIFROST_API_KEY": keys[0], "BIFROST_VIRTUAL_KEY": keys[1],
    ]

    private static let commands: [[String]] = [
        ["chat", "Hello", "--header", "x-note: \(keys[2])", "--retries", "0"], ["respond", "Hello", "--retries", "0"],
        ["raw", "GET", "/x"], ["models"], ["embed", "Hello"], ["image", "Hello", "-o", "/dev/null"], ["doctor"],
    ]

    /// An error that repeats the request's head, in a message and in a field that nobody knows.
    private static func echo(_ head: String) -> String {
        let heard = head.replacing("\r\n", with: " | ").replacing("\"", with: "'")
        let body = #"{"error":{"message":"I heard \#(heard)","type":"x","seen":"\#(heard)"},"all":"\#(heard)"}"#
        return "HTTP/1.1 401 X\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    @Test(arguments: commands, ["text", "json"])
    func `A gateway that repeats keys finds no way to the output`(_ command: [String], _ format: String) async throws {
        let heard = Mailslot<String>()
        let server = RawServer { connection in
            while let request = connection.readRequest() {
                heard.put(request.head)
                connection.send(Self.echo(request.head))
            }
        }
        defer { server.stop() }
        let outcome = try await BifrostProcess(
            command + ["--base-url", "\(server.url)/v1", "--output", format], environment: Self.environment
        ).finish()
        // Otherwise there would be nothing to keep.
        #expect(try await heard.take().contains(Self.keys[1]))
        let shown = outcome.lines.joined(separator: "\n") + outcome.errors
        for key in Self.keys { #expect(!shown.contains(key), "\(shown)") }
        #expect(outcome.status != 0)
    }
}
