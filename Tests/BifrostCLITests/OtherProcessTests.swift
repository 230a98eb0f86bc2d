import Foundation
import Testing

/// `bifrost sse`, `bifrost serve`, `bifrost demo` and the help.
struct OtherProcessTests {
    @Test(arguments: [[], ["--chunk", "1"], ["-", "--chunk", "1000"]])
    func `Events are shown as the parser sees them`(options: [String]) async throws {
        let stream = "retry: 10\nid: 7\nevent: tick\ndata: a\ndata: b\n\n: comment\ndata: \"é\"\n\ndata: lost"
        let outcome = try await BifrostProcess(["sse"] + options, input: stream).finish()
        #expect(outcome.status == 0)
        #expect(
            outcome.lines == [
                #"{"event":"tick","data":"a\nb","id":"7","retry":10}"#,
                #"{"event":"message","data":"\"é\"","id":"7"}"#,
                #"{"lastEventId":"7","reconnectMs":10}"#,
            ])
    }

    @Test(arguments: [["sse", "/nowhere"], ["sse", "--chunk", "0"], ["serve", "--port", "70000"], ["nonsense"]])
    func `Wrong usage ends with 2`(arguments: [String]) async throws {
        #expect(try await BifrostProcess(arguments).finish().status == 2)
    }

    @Test
    func `The gateway serves until it is interrupted`() async throws {
        let server = try BifrostProcess(["serve", "--port", "0", "--api-key", "sk-1"])
        let addresses = await server.output(containing: "/openai/v1\n").split(separator: "\n")
        let address = try #require(addresses.first.map(String.init))
        #expect(addresses.last == "\(address.dropLast(2))openai/v1")
        let arguments = ["chat", "2 + 2", "--base-url", address, "--model", "openai/gpt-4o"]
        #expect(try await BifrostProcess(arguments).finish().status == 3)
        #expect(try await BifrostProcess(arguments + ["--api-key", "sk-1"]).finish().lines == ["2 + 2 = 4"])
        server.interrupt()
        #expect(try await server.finish().status == 0)
    }

    @Test
    func `The demo plays to its end`() async throws {
        let outcome = try await BifrostProcess.run("demo")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.lines.contains("The capital of France is Paris."))
        #expect(outcome.lines.contains { $0.hasPrefix("get_weather({\"city\":\"Oslo\"}) → ") })
        #expect(outcome.lines.contains("According to get_weather: city Oslo, sky clear. (2 rounds)"))
        #expect(outcome.lines.contains("Oslo, …"))
        #expect(outcome.lines.contains("→ Answer(country: \"Norway\", capital: \"Oslo\")"))
        #expect(outcome.lines.last == "Received until then: The capital of")
        #expect(!outcome.lines.contains { $0.contains("\u{1B}") })
    }

    @Test(arguments: [
        ["--help"], ["chat", "--help"], ["help", "serve"], ["sse", "-h"], ["demo", "--help"], ["map", "-h"],
        ["bench", "-h"],
    ])
    func `Help is no error, and fits a terminal`(arguments: [String]) async throws {
        let outcome = try await BifrostProcess(arguments, environment: ["COLUMNS": "80"]).finish()
        #expect(outcome.status == 0)
        #expect(outcome.lines.first?.hasPrefix("OVERVIEW: ") == true)
        #expect(outcome.lines.allSatisfy { $0.count <= 80 })
        #expect(!outcome.lines.contains { $0.contains("unknown context") })
    }
}
