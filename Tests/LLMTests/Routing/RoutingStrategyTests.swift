import LLM
import Testing

@Suite("Routing strategies")
struct RoutingStrategyTests {
    /// The models that a router asks, in order.
    private func route(
        _ count: Int, over ids: [String], _ strategy: some RoutingStrategy, options: GenerateOptions = GenerateOptions()
    ) async throws -> [String] {
        let router = try ModelRouter(ids.map { StepModel(.answer("a"), id: $0) }, strategy: strategy)
        var chosen: [String] = []
        for _ in 0..<count {
            let response = try await router.generate(question, options: options)
            chosen.append(try #require(response.metadata.answeringModel))
        }
        return chosen
    }

    @Test func roundRobinGivesEachItsTurn() async throws {
        #expect(try await route(5, over: ["a", "b", "c"], .roundRobin) == ["a", "b", "c", "a", "b"])
    }

    @Test func weightsAreSpreadEvenly() async throws {
        let chosen = try await route(9, over: ["a", "b", "c"], .weighted([2, 1, 0]))
        #expect(chosen == ["a", "a", "b", "a", "a", "b", "a", "a", "b"])
    }

    @Test func weightsNeedNoCertainSum() async throws {
        let chosen = try await route(100, over: ["a", "b"], .weighted([0.09, 0.01]))
        #expect(chosen.count { $0 == "a" } == 90)
    }

    @Test(arguments: [[1], [1, 2, 3], [], [0, 0], [-1, 2], [.nan, 1], [.infinity, 1]] as [[Double]])
    func weightsMustFit(weights: [Double]) async {
        let models = [StepModel([]), StepModel([])]
        #expect(await code { _ = try ModelRouter(models, strategy: .weighted(weights)) } == .configuration)
    }

    private let prices = [
        "talker": ModelPrice(input: 1, output: 10), "reader": ModelPrice(input: 4, output: 2),
    ]

    @Test(arguments: [(1000, 10, "talker"), (10, 1000, "reader")])
    func theCheapestDependsOnTheCall(input: Int, output: Int, expected: String) async throws {
        let strategy = CheapestRouting(prices, inputTokens: { _ in input })
        let chosen = try await route(
            2, over: ["talker", "reader"], strategy, options: GenerateOptions(maxTokens: output))
        #expect(chosen == [expected, expected])
    }

    @Test func theCheapestTakesAnswersForShortOrLong() async throws {
        func chosen(_ tokens: Int) async throws -> [String] {
            try await route(
                1, over: ["talker", "reader"], CheapestRouting(prices, outputTokens: tokens, inputTokens: { _ in 100 }))
        }
        #expect(try await chosen(10) == ["talker"])
        #expect(try await chosen(1000) == ["reader"])
    }

    @Test func equallyCheapOnesTakeTurns() async throws {
        let prices = ["a": ModelPrice(input: 1, output: 1), "b": ModelPrice(input: 1, output: 1)]
        #expect(try await route(4, over: ["a", "b"], CheapestRouting(prices)) == ["a", "b", "a", "b"])
    }

    @Test func everyModelNeedsAPrice() async {
        let models = [StepModel([], id: "talker"), StepModel([], id: "free")]
        let error = await llmError { _ = try ModelRouter(models, strategy: CheapestRouting(prices)) }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains("free") == true)
        let odd = ["talker": ModelPrice(input: -1, output: 1)]
        #expect(await code { _ = try ModelRouter([models[0]], strategy: CheapestRouting(odd)) } == .configuration)
    }

    @Test func tokensAreEstimatedFromTheTexts() async throws {
        let call = Notes()
        let router = try ModelRouter([StepModel(.answer("a"))]) { seen, _ in
            call.add("\(CheapestRouting.roughTokens(seen))")
            return 0
        }
        _ = try await router.generate([.user("12345678"), .assistant("1234")])
        #expect(call.all == ["3"])
    }

    @Test func theSameKeySticksToOneModel() async throws {
        let ids = ["a", "b", "c"]
        let sticky = StickyRouting { $0.options.user }
        var used: Set<String> = []
        for user in 0..<20 {
            let chosen = Set(try await route(3, over: ids, sticky, options: GenerateOptions(user: "user \(user)")))
            #expect(chosen.count == 1)
            used.formUnion(chosen)
        }
        #expect(used == Set(ids))
        #expect(try await route(3, over: ids, sticky) == ids)
        // FNV-1a of "a" is 0xaf63dc4c8601ec8c, which every process must agree on.
        #expect(
            try await route(1, over: ids, sticky, options: GenerateOptions(user: "a")) == [
                ids[Int(0xaf63_dc4c_8601_ec8c as UInt64 % 3)]
            ])
    }
}
