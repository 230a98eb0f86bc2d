public import LLM

/// What every `ChatModel` owes, a case for each promise.
///
/// The tests of an implementer run them all, and make a model for each situation, most easily by standing in for what the
/// model asks:
///
/// ```swift
/// @Test(arguments: ChatModelContract.allCases)
/// func keepsItsPromises(promise: ChatModelContract) async throws {
///     try await promise.check { situation in try await MyModel(server: .start(situation)) }
/// }
/// ```
public enum ChatModelContract: String, CaseIterable, Sendable {
    /// The model has a name.
    case hasAName
    /// `generate` and a collected stream have the same text, and the finish reason `stop`.
    case answersAlike
    /// `generate` and `stream` fail with an `LLMError` of the same code.
    case failsAlike
    /// A cut answer is `truncated`, whole or streamed, and what a stream received of it is the error's `partial`.
    case tellsACutAnswer
    /// A cancelled task gets `CancellationError`, whole or streamed.
    case endsWhenItsTaskIsCancelled
    /// `bindTools` makes a model that offers the tools, and leaves this one as it was.
    case bindsToolsToANewModel
    /// Calls at the same time are all answered.
    case servesCallsAtTheSameTime

    /// A promise that an implementer did not keep.
    public struct Violation: Error, CustomStringConvertible {
        /// The promise, and what was seen instead.
        public let description: String
    }

    /// Checks the promise.
    ///
    /// - Parameter makeModel: Makes a model whose calls meet this situation.
    /// - Throws: ``Violation`` when the promise is not kept, and what else went wrong.
    public func check<Model: ChatModel>(
        _ makeModel: (ChatModelSituation) async throws -> Model
    ) async throws {
        switch self {
        case .hasAName: try hasAName(await makeModel(.answer(Self.text)))
        case .answersAlike: try await answersAlike(makeModel(.answer(Self.text)))
        case .failsAlike: try await failsAlike(makeModel(.failure))
        case .tellsACutAnswer: try await tellsACutAnswer(makeModel(.cut(after: Self.text)))
        case .endsWhenItsTaskIsCancelled: try await endsWhenItsTaskIsCancelled(makeModel(.silence))
        case .bindsToolsToANewModel: try bindsToolsToANewModel(await makeModel(.answer(Self.text)))
        case .servesCallsAtTheSameTime: try await servesCallsAtTheSameTime(makeModel(.answer(Self.text)))
        }
    }
}

extension ChatModelContract {
    private static let text = "It is sunny in Rome."
    private static let question: [Message] = [.user("How is the weather in Rome?")]

    private func expect(_ isKept: Bool, _ seen: @autoclosure () -> String) throws {
        if !isKept { throw Violation(description: "\(rawValue): \(seen())") }
    }

    /// Each of the two ways to an answer.
    private static func ways(_ model: some ChatModel) -> [(
        name: String, call: @Sendable () async throws -> ChatResponse
    )] {
        [
            ("generate", { try await model.generate(question) }),
            ("stream", { try await model.stream(question).collect() }),
        ]
    }

    private func failure(_ name: String, _ call: () async throws -> ChatResponse) async throws -> LLMError {
        do {
            let response = try await call()
            throw Violation(description: "\(rawValue): \(name) returned \"\(response.text)\"")
        } catch let error as LLMError {
            return error
        } catch let error where !(error is Violation) {
            throw Violation(description: "\(rawValue): \(name) threw \(error), and no LLMError")
        }
    }

    // MARK: The promises

    private func hasAName(_ model: some ChatModel) throws { try expect(!model.modelID.isEmpty, "modelID is empty") }

    private func answersAlike(_ model: some ChatModel) async throws {
        for (name, call) in Self.ways(model) {
            let response = try await call()
            try expect(response.text == Self.text, "\(name) returned \"\(response.text)\"")
            let reason = response.finishReason.map { "\($0)" } ?? "none"
            try expect(response.finishReason == .stop, "the finish reason of \(name) was \(reason)")
        }
    }

    private func failsAlike(_ model: some ChatModel) async throws {
        var codes: [LLMError.Code] = []
        for (name, call) in Self.ways(model) { codes.append(try await failure(name, call).code) }
        try expect(codes[0] == codes[1], "generate failed with \(codes[0]), stream with \(codes[1])")
    }

    private func tellsACutAnswer(_ model: some ChatModel) async throws {
        for (name, call) in Self.ways(model) {
            let error = try await failure(name, call)
            try expect(error.code == .truncated, "\(name) failed with \(error.code)")
            guard name == "stream" else { continue }
            try expect(error.partial?.text == Self.text, "the stream kept \"\(error.partial?.text ?? "")\"")
        }
    }

    /// Cancelled before it begins, and while it waits.
    private func endsWhenItsTaskIsCancelled(_ model: some ChatModel) async throws {
        for pause in [Duration.zero, .milliseconds(50)] {
            for (name, call) in Self.ways(model) {
                let task = Task { try await call() }
                try await Task.sleep(for: pause)
                task.cancel()
                try await expectCancellation(name) { try await task.value }
            }
        }
    }

    private func expectCancellation(_ name: String, _ call: () async throws -> ChatResponse) async throws {
        do {
            let response = try await call()
            throw Violation(description: "\(rawValue): \(name) returned \"\(response.text)\"")
        } catch is CancellationError {
            return
        } catch let error as LLMError {
            throw Violation(description: "\(rawValue): \(name) threw \(error)")
        }
    }

    private func bindsToolsToANewModel(_ model: some ChatModel) throws {
        let before = model.boundTools
        let tool = ToolDefinition(name: "weather", description: "Tells the weather.", parameters: ["type": "object"])
        let bound = model.bindTools([tool])
        try expect(model.boundTools == before, "the model's own tools changed")
        try expect(bound.modelID == model.modelID, "the new model is \(bound.modelID)")
        if let tools = bound.boundTools { try expect(tools == [tool], "the new model offers \(tools.map(\.name))") }
    }

    private func servesCallsAtTheSameTime(_ model: some ChatModel) async throws {
        let call = Self.ways(model)[0].call
        let texts = try await withThrowingTaskGroup { group in
            for _ in 0..<20 { group.addTask { try await call().text } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try expect(texts.allSatisfy { $0 == Self.text }, "the answers were \(Set(texts).sorted())")
    }
}
