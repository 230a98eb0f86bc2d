import BifrostTesting
import Foundation
import Glibc
import LLM
import Testing

@testable import BifrostCLI

/// `bifrost chat` without a prompt, at a terminal.
@Suite("A conversation at a terminal, as a process", .serialized)
final class InteractiveChatTests {
    private static let controlC = "\u{03}"
    private static let controlD = "\u{04}"

    private let folder = FileManager.default.temporaryDirectory.appending(path: "bifrost-\(UUID().uuidString)").path

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func start(_ gateway: EmbeddedGateway, _ arguments: String...) async throws -> TerminalProcess {
        let chat = try TerminalProcess(
            ["chat", "--base-url", gateway.baseURL, "--model", "openai/gpt-4o"] + arguments, stateFolder: folder)
        try await chat.expect("Ctrl-D leaves")
        try await chat.expect("> ")
        return chat
    }

    private func conversations(_ gateway: EmbeddedGateway) throws -> [[String]] {
        try gateway.requests.map { request in
            let body = try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any]
            return (body?["messages"] as? [[String: Any]] ?? []).map { "\($0["role"] ?? ""): \($0["content"] ?? "")" }
        }
    }

    @Test
    func `Turns follow one another, and Ctrl-D leaves the terminal as it was found`() async throws {
        let gateway = try await EmbeddedGateway.start()
        let chat = try await start(gateway, "--system", "Be brief.")
        chat.type("2 + 2\r")
        try await chat.expect("2 + 2 = 4\r\n")
        try await chat.expect("> ")
        chat.type("3 + 3\r")
        try await chat.expect("3 + 3 = 6\r\n")
        try await chat.expect("> ")
        chat.type(Self.controlD)
        #expect(try await chat.finish() == 0)
        #expect(chat.isAsFound)
        #expect(
            try conversations(gateway).last
                == ["system: Be brief.", "user: 2 + 2", "assistant: 2 + 2 = 4", "user: 3 + 3"])
        await gateway.stop()
    }

    @Test
    func `Ctrl-C stops the answer and not the program, and what came of it is kept and marked`() async throws {
        let gateway = try await EmbeddedGateway.start()
        let chat = try await start(gateway)
        chat.type("/model openai/endless\r")
        try await chat.expect("openai/endless\r\n")
        chat.type("go on\r")
        try await chat.expect("again again")
        chat.type(Self.controlC)
        try await chat.expect("(stopped; what came of it is kept)")
        chat.type("/save \(folder)/talk.json\r")
        try await chat.expect("2 messages written to")
        chat.type("/quit\r")
        #expect(try await chat.finish() == 0)
        let stored = try Data(contentsOf: URL(filePath: folder + "/talk.json"))
        let transcript = try JSONDecoder().decode(Transcript.self, from: stored)
        #expect(transcript.messages.map(\.role) == [.user, .assistant])
        #expect(transcript.messages.last?.text.hasPrefix("again again") == true)
        #expect(transcript.messages.last?.additionalFields == ["incomplete": .bool(true)])
        try await gateway.openConnections(0)
        await gateway.stop()
    }

    @Test
    func `Ctrl-C before anything came takes the question back`() async throws {
        let gateway = try await EmbeddedGateway.start()
        gateway.enqueue(.fault(.silentAfterAccept))
        let chat = try await start(gateway)
        chat.type("2 + 2\r")
        _ = try await gateway.request(0)
        chat.type(Self.controlC)
        try await chat.expect("(stopped; the question is not kept)")
        try await chat.expect("> ")
        chat.type("3 + 3\r")
        try await chat.expect("3 + 3 = 6\r\n")
        #expect(try conversations(gateway).last == ["user: 3 + 3"])
        chat.type(Self.controlC + Self.controlD)
        #expect(try await chat.finish() == 0)
        await gateway.stop()
    }

    @Test
    func `Several lines are typed with a backslash, Alt-Enter or three quotes, or pasted`() async throws {
        let gateway = try await EmbeddedGateway.start()
        let chat = try await start(gateway)
        let inputs = [
            "a\\\rb\r", "a\u{1B}\rb\r", "\"\"\"\ra\rb\r\"\"\"\r", "\u{1B}[200~a\rb\u{1B}[201~\r",
        ]
        for input in inputs {
            chat.type(input)
            try await chat.expect("You said: “a")
            try await chat.expect("world.\r\n")
            chat.type("/clear\r")
            try await chat.expect("forgotten\r\n")
        }
        #expect(try conversations(gateway) == inputs.map { _ in ["user: a\nb"] })
        await gateway.stop()
    }

    @Test
    func `What was typed comes back with Up, also the next time`() async throws {
        let gateway = try await EmbeddedGateway.start()
        for round in 0..<2 {
            let chat = try await start(gateway)
            chat.type(round == 0 ? "2 + 3\r" : "\u{1B}[A\u{1B}[D\u{7F}4\r")
            try await chat.expect(round == 0 ? "2 + 3 = 5\r\n" : "2 + 43 = 45\r\n")
            chat.type(Self.controlC + Self.controlD)
            #expect(try await chat.finish() == 0)
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/bifrost/chat-history")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        await gateway.stop()
    }

    @Test
    func `A stored conversation goes on, with its instructions and its usage`() async throws {
        let gateway = try await EmbeddedGateway.start()
        let chat = try await start(gateway)
        for (line, shown) in [
            ("/usage", "nothing was answered yet"), ("/system Be brief.", "from the next message on"),
            ("2 + 2", "2 + 2 = 4"), ("/usage", "tokens: "), ("/save \(folder)/a b.json", "3 messages written"),
            ("/clear", "forgotten"), ("/load \(folder)/nowhere", "cannot read"),
            ("/load /etc/hostname", "no conversation"),
            ("/load \(folder)/a b.json", "3 messages read"), ("/system", "Be brief."), ("3 + 3", "3 + 3 = 6"),
            ("/nonsense", "is no command"), ("/save", "/save FILE"),
        ] {
            chat.type(line + "\r")
            try await chat.expect(shown)
        }
        chat.type("/quit\r")
        #expect(try await chat.finish() == 0)
        #expect(
            try conversations(gateway).last
                == ["system: Be brief.", "user: 2 + 2", "assistant: 2 + 2 = 4", "user: 3 + 3"])
        await gateway.stop()
    }

    @Test
    func `A failure is told, and the conversation goes on`() async throws {
        let gateway = try await EmbeddedGateway.start()
        gateway.enqueue(.fault(.unauthorized))
        let chat = try await start(gateway)
        chat.type("2 + 2\r")
        try await chat.expect("bifrost: authentication 401")
        try await chat.expect("(the question is not kept; Up brings it back)")
        chat.type("\u{1B}[A\r")
        try await chat.expect("2 + 2 = 4\r\n")
        chat.type("/quit\r")
        #expect(try await chat.finish() == 0)
        await gateway.stop()
    }

    @Test
    func `An answer has no power over the terminal`() async throws {
        let gateway = try await EmbeddedGateway.start()
        gateway.enqueue(.chat("a\u{1B}]0;title\u{07}b\u{9B}2Jc"))
        let chat = try await start(gateway)
        chat.type("x\r")
        let shown = try await chat.expect("c\r\n")
        #expect(shown.contains("a␛]0;title␇b\u{FFFD}2Jc"))
        chat.type("/quit\r")
        #expect(try await chat.finish() == 0)
        await gateway.stop()
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func `A polite kill leaves the terminal as it was found`(number: Int32) async throws {
        let gateway = try await EmbeddedGateway.start()
        let chat = try await start(gateway)
        #expect(!chat.isAsFound)
        chat.signal(number)
        #expect(try await chat.finish() != 0)
        #expect(chat.isAsFound)
        await gateway.stop()
    }

    @Test
    func `Tools need a prompt, since in a conversation nobody runs them`() async throws {
        let chat = try TerminalProcess(["chat", "--tools", "/nowhere.json"], stateFolder: folder)
        try await chat.expect("--tools needs a prompt")
        #expect(try await chat.finish() == 2)
        #expect(chat.isAsFound)
    }

    @Test
    func `A prompt from a pipe needs no dash`() async throws {
        let outcome = try await BifrostProcess.run("chat", input: "2 + 2\n")
        #expect(outcome.status == 0)
        #expect(outcome.lines == ["2 + 2 = 4"])
    }
}
