import LLM
import Testing

struct ContextSummaryTests {
    private let talk: [Message] = [
        .system("0123456789"),
        .user("1a23456789"), .assistant("1b23456789"),
        .developer("be brief"),
        .user("2a23456789"), .assistant("2b23456789"),
        .user("3a23456789"),
    ]

    private func window(_ budget: Int) -> ContextWindow {
        ContextWindow(budget: budget, counter: ByteCounter(), costs: TokenCosts(message: 0))
    }

    @Test func theSummaryStandsWhereTheFirstStood() async throws {
        var seen: [Message] = []
        let fitted = try await window(60).fit(talk, summaryBudget: 10) { leftOut in
            seen = leftOut
            return .user("summary")
        }
        #expect(seen == [talk[1], talk[2]])
        #expect(fitted == [talk[0], .user("summary"), talk[3], talk[4], talk[5], talk[6]])
    }

    @Test func allThatIsLeftOutBecomesOneSummary() async throws {
        let fitted = try await window(40).fit(talk, summaryBudget: 10) { .user("\($0.count)") }
        #expect(fitted == [talk[0], .user("4"), talk[3], talk[6]])
    }

    @Test func whatFitsIsNotSummarized() async throws {
        let fitted = try await window(68).fit(talk, summaryBudget: 10) { _ in
            Issue.record("was summarized")
            return .user("")
        }
        #expect(fitted == talk)
    }

    @Test func aLongSummaryMayUseWhatIsLeftAndNoMore() async throws {
        let room = 60 - (68 - 20)
        let fitted = try await window(60).fit(talk, summaryBudget: 1) { _ in
            .user(String(repeating: "x", count: room))
        }
        #expect(fitted.count == 6)
        await #expect(throws: ContextWindowError(.summaryTooLarge, budget: 60, needed: 61)) {
            try await window(60).fit(talk, summaryBudget: 1) { _ in .user(String(repeating: "x", count: room + 1)) }
        }
    }

    @Test(arguments: [0, -5, 60, 61])
    func aSummaryNeedsRoomAndLeavesSome(_ budget: Int) async {
        let error = await #expect(throws: ContextWindowError.self) {
            try await window(60).fit(talk, summaryBudget: budget) { _ in .user("") }
        }
        #expect(error?.code == .invalidBudget)
    }

    @Test func whatTheSummaryThrowsIsThrown() async {
        await #expect(throws: CancellationError.self) {
            try await window(60).fit(talk, summaryBudget: 10) { _ in throw CancellationError() }
        }
    }
}
