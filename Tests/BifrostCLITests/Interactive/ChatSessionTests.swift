import FoundationEssentials
import LLM
import Testing

@testable import BifrostCLI

@Suite("A conversation at a terminal")
struct ChatSessionTests {
    private static func answer(_ text: String, usage: Usage? = nil) -> ChatResponse {
        ChatResponse(
            choices: [Choice(index: 0, message: .assistant(text), finishReason: .stop)], usage: usage)
    }

    private static var talk: ChatSession {
        var session = ChatSession(system: "Be brief.")
        session.say("Hello")
        session.add(answer("Hi", usage: Usage(input: 5, output: 2, total: 7, cost: Usage.Cost(total: 0.000125))))
        return session
    }

    @Test
    func `Instructions come first, and turns in their order`() {
        var session = Self.talk
        session.say("And?")
        #expect(session.messages.map(\.role) == [.system, .user, .assistant, .user])
        session.system = nil
        #expect(session.messages.map(\.text) == ["Hello", "Hi", "And?"])
    }

    @Test
    func `A stopped answer is kept and marked`() {
        var session = ChatSession()
        session.say("Count")
        #expect(session.add(incomplete: Self.answer("one, two")) == true)
        #expect(session.turns.last?.text == "one, two")
        #expect(session.turns.last?.additionalFields[ChatSession.incompleteMark] == .bool(true))
    }

    @Test
    func `Without an answer the question is taken back, and the turns still alternate`() {
        var session = Self.talk
        let before = session.turns
        session.say("Count")
        #expect(session.add(incomplete: nil) == false)
        #expect(session.turns == before)
        session.say("Count")
        #expect(session.add(incomplete: Self.answer("")) == false)
        #expect(session.turns == before)
    }

    @Test
    func `Tokens and cost are summed, also when the conversation is forgotten`() {
        var session = Self.talk
        session.say("Again")
        session.add(Self.answer("Hi", usage: Usage(input: 9, output: 2, total: 11, cost: Usage.Cost(total: 0.1))))
        session.clear()
        #expect(session.turns.isEmpty && session.system == "Be brief.")
        #expect(
            session.usageLines == """
                2 answers, 0 messages in mind
                tokens: 14 in, 4 out, 18 in all
                cost: $0.100125

                """)
    }

    @Test(arguments: [(0.0, "0.00"), (0.5, "0.50"), (0.000001, "0.000001"), (12.3456, "12.3456"), (3.0, "3.00")])
    func `A price has cents, and more digits where there are more`(dollars: Double, text: String) {
        #expect(ChatSession.price(dollars) == text)
    }

    @Test
    func `It is stored and read as a transcript`() throws {
        var session = Self.talk
        session.say("Count")
        session.add(incomplete: Self.answer("one"))
        let stored = try JSONEncoder().encode(session.transcript(model: "a/b"))
        let transcript = try JSONDecoder().decode(Transcript.self, from: stored)
        #expect(transcript.metadata == ["model": .string("a/b")])
        let read = ChatSession(transcript)
        #expect(read.messages == session.messages)
        #expect(read.usage == session.usage)
    }
}
