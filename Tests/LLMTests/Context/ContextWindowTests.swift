import LLM
import Testing

struct ContextWindowTests {
    /// A message takes as many tokens as its texts have bytes.
    private func window(_ budget: Int) -> ContextWindow {
        ContextWindow(
            budget: budget, counter: ByteCounter(), costs: TokenCosts(message: 0, toolCall: 0, tool: 0, image: 50))
    }

    private func call(_ id: String) -> Message {
        .assistant("", toolCalls: [ToolCall(id: id, name: "f", arguments: "{}")])
    }

    private func kept(_ messages: [Message], _ budget: Int) throws -> [Int] {
        let fitted = try window(budget).fit(messages)
        var rest = messages.indices.makeIterator()
        return try fitted.map { message in
            while let position = rest.next() { if messages[position] == message { return position } }
            throw ContextWindowError(.tooLarge, budget: 0)
        }
    }

    private let talk: [Message] = [
        .system("0123456789"),
        .user("1a23456789"), .assistant("1b23456789"),
        .user("2a23456789"), .assistant("2b23456789"),
        .user("3a23456789"),
    ]

    @Test func whatFitsIsReturnedAsItIs() throws {
        #expect(try window(60).fit(talk) == talk)
        #expect(try window(1).fit([]) == [])
        #expect(window(1).count(talk) == 60)
    }

    @Test func leavesOutWholeExchangesOldestFirst() throws {
        #expect(try kept(talk, 59) == [0, 3, 4, 5])
        #expect(try kept(talk, 40) == [0, 3, 4, 5])
        #expect(try kept(talk, 39) == [0, 5])
        #expect(try kept(talk, 20) == [0, 5])
    }

    @Test func instructionsStayWhereTheyAre() throws {
        var talk = talk
        talk.insert(.developer("from now on, be brief"), at: 3)
        #expect(try kept(talk, 80) == [0, 3, 4, 5, 6])
        #expect(try kept(talk, 60) == [0, 3, 6])
    }

    @Test func theLastQuestionMustFit() {
        #expect(throws: ContextWindowError(.tooLarge, budget: 19, needed: 20)) { try window(19).fit(talk) }
    }

    @Test(arguments: [0, -1, .min])
    func aBudgetOfNothingIsRefused(_ budget: Int) {
        #expect(throws: ContextWindowError(.invalidBudget, budget: budget)) { try window(budget).fit(talk) }
        #expect(throws: ContextWindowError(.invalidBudget, budget: budget)) { try window(budget).fit([]) }
    }

    @Test func toolCallsKeepTheirResults() throws {
        let talk: [Message] = [
            .user("0123456789"), call("a"), .tool("0123456789", callID: "a"), .assistant("0123456789"),
            .user("abcdefghij"), call("b"), .tool("0123456789", callID: "b"), .assistant("abcdefghij"),
            .user("!"),
        ]
        for budget in 1...window(1).count(talk) {
            let kept = try Set(kept(talk, budget))
            #expect(kept.contains(1) == kept.contains(2) && kept.contains(5) == kept.contains(6))
            #expect(kept.contains(8))
        }
    }

    @Test func inALongRunRoundsAreLeftOutBetweenTheQuestionAndTheNewestResult() throws {
        let run: [Message] = [
            .user("old"), .assistant("old"),
            .user("question"),
            call("a"), .tool("0123456789", callID: "a"),
            call("b"), .tool("0123456789", callID: "b"), .tool("again", callID: "b"),
            call("c"), .tool("0123456789", callID: "c"),
        ]
        let all = window(1).count(run)
        #expect(try kept(run, all - 1) == Array(2...9))
        #expect(try kept(run, all - 7) == [2, 5, 6, 7, 8, 9])
        #expect(try kept(run, 8 + 15) == [2, 8, 9])
        #expect(throws: ContextWindowError(.tooLarge, budget: 22, needed: 23)) { try window(22).fit(run) }
    }

    @Test func resultsOfOneRoundMayComeInAnyOrder() throws {
        let both = Message.assistant(
            "", toolCalls: [ToolCall(id: "a", name: "f", arguments: ""), ToolCall(id: "b", name: "f", arguments: "")])
        let run: [Message] = [
            .user("q"), both, .tool("0123456789", callID: "b"), .system("s"), .tool("0123456789", callID: "a"),
            call("c"), .tool("x", callID: "c"),
        ]
        #expect(try kept(run, 20) == [0, 3, 5, 6])
    }

    @Test func anIDThatIsUsedAgainBelongsToTheLatestCall() throws {
        let run: [Message] = [
            .user("q"), call("call_0"), .tool("0123456789", callID: "call_0"),
            .assistant("y", toolCalls: call("call_0").toolCalls), .tool("x", callID: "call_0"),
        ]
        #expect(try kept(run, 20) == [0, 3, 4])
    }

    @Test func aLateResultKeepsItsCall() throws {
        let run: [Message] = [
            .user("q"), call("a"), .user("0123456789"), .assistant("0123456789"), .user("r"),
            .tool("x", callID: "a"),
        ]
        #expect(try kept(run, 15) == [0, 1, 4, 5])
    }

    @Test func worksWithoutAQuestion() throws {
        #expect(try kept([.assistant("0123456789"), .assistant("abcdefghij")], 10) == [1])
        #expect(try kept([.tool("0123456789", callID: ""), .assistant("0123456789")], 10) == [1])
        #expect(try kept([.assistant("hello"), .user("0123456789")], 10) == [1])
    }

    @Test func toolsAndPicturesTakeTheirPart() throws {
        let tools = [ToolDefinition(name: "0123456789")]
        #expect(try window(59).fit(talk).count == 4)
        #expect(try window(69).fit(talk, tools: tools).count == 4)
        #expect(try window(70).fit(talk, tools: tools).count == 6)
        #expect(throws: ContextWindowError(.tooLarge, budget: 9, needed: 10)) { try window(9).fit([], tools: tools) }
        let seen: [Message] = [.user([.image(url: "a")]), .user("what is it?")]
        #expect(try window(50).fit(seen).count == 1)
    }

    @Test func eachTextIsCountedOnce() throws {
        let counter = TallyCounter()
        let talk = (0..<500).flatMap { [Message.user("question \($0)"), .assistant("answer \($0)")] }
        let fitted = try ContextWindow(budget: 900, counter: counter).fit(talk)
        #expect(fitted.count < 100 && !fitted.isEmpty)
        #expect(counter.texts == talk.count)
    }
}
