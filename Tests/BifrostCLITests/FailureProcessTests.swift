import BifrostTesting
import Foundation
import Testing

/// How `bifrost chat` says that something went wrong.
struct FailureProcessTests {
    private static let faults: [(Fault, kind: String, status: Int32)] = [
        (.unauthorized, "authentication", 3), (.forbidden, "permission", 3), (.modelNotFound, "notFound", 3),
        (.badRequest, "invalidRequest", 3), (.budgetExceeded, "budget", 4), (.rateLimited, "rateLimited", 4),
        (.serverError, "server", 4), (.overloaded, "overloaded", 4), (.timedOut, "timeout", 5),
        (.resetMidStream, "truncated", 6), (.htmlInsteadOfAnswer, "malformed", 6),
    ]

    @Test(arguments: faults)
    func `Each kind of failure has its line and its exit code`(fault: Fault, kind: String, status: Int32) async throws {
        let outcome = try await BifrostProcess.run(
            "chat", "Hello", "--model", "openai/\(fault.rawValue)", "--retries", "0", "--output", "json")
        let error = try #require(try outcome.objects().last)
        #expect(outcome.status == status)
        #expect(error["type"] as? String == "error")
        #expect(error["kind"] as? String == kind)
        #expect(error["attempts"] as? Int == 1)
    }

    @Test
    func `A limit that fires is named, and what was received stays`() async throws {
        let arguments = ["chat", "Hello", "--model", "openai/silent-mid-stream", "--stall-timeout", "0.2"]
        let json = try await BifrostProcess(arguments + ["--output", "json"]).finish()
        let error = try #require(try json.objects().last)
        #expect(json.status == 5)
        #expect(error["phase"] as? String == "stall")
        #expect((error["partial"] as? [String: Any])?["text"] as? String == "Hello! How can")

        let text = try await BifrostProcess(arguments).finish()
        #expect(text.status == 5)
        #expect(text.lines == ["Hello! How can"])
        #expect(text.errors.contains("--stall-timeout"))
    }

    @Test
    func `No connection`() async throws {
        let outcome = try await BifrostProcess.run(
            "chat", "Hello", "--base-url", "http://127.0.0.1:1/v1", "--model", "openai/gpt-4o", "--retries", "0",
            "--output", "json")
        #expect(outcome.status == 7)
        #expect(try outcome.objects().last?["kind"] as? String == "connect")
    }

    @Test(arguments: [
        ["chat"], ["chat", "Hello", "--base-url", "http://127.0.0.1:1/v1"],
        ["chat", "Hello", "--base-url", "nonsense"],
        ["chat", "Hello", "--timeout", "soon"], ["chat", "Hello", "--nonsense"], ["chat", "--messages", "/nowhere"],
        ["chat", "Hello", "--retries", "-1"],
    ])
    func `A wrong configuration is told to people and to scripts`(arguments: [String]) async throws {
        let text = try await BifrostProcess(arguments).finish()
        #expect(text.status == 2)
        #expect(text.lines.isEmpty)
        #expect(!text.errors.isEmpty)
        let json = try await BifrostProcess(arguments + ["--output", "json"]).finish()
        #expect(json.status == 2)
        #expect(try json.objects().map { $0["kind"] as? String } == ["configuration"])
    }

    @Test
    func `An interruption keeps what was received`() async throws {
        let chat = try BifrostProcess(["chat", "Hello", "--model", "openai/endless", "--output", "json"])
        _ = await chat.output(containing: "again")
        chat.interrupt()
        let outcome = try await chat.finish()
        let error = try #require(try outcome.lines.last.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) })
        let partial = (error as? [String: Any])?["partial"] as? [String: Any]
        #expect(outcome.status == 130)
        #expect((partial?["text"] as? String)?.hasPrefix("again") == true)
    }

    @Test
    func `A reader that goes away ends the command quietly`() async throws {
        let chat = try BifrostProcess(
            ["chat", "Hello", "--model", "openai/endless", "--base-url"] + [try await gateway.baseURL])
        _ = await chat.output(containing: "again")
        try chat.closeOutput()
        let outcome = try await chat.finish()
        #expect(outcome.status == 141)
        #expect(outcome.errors == "")
    }

    private var gateway: EmbeddedGateway { get async throws { try await EmbeddedGateway.start() } }
}
