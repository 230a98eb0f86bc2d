import Bifrost
import HTTPTransport
import LLM

/// The tiny chat.
extension Examination {
    /// What is asked; short, but long enough for a few chunks.
    private static let prompt = "Count from one to twelve, in words."
    static let maximumTokens = 64
    /// How long a model may think and then write when no limit says so.
    private static let longestThought = Duration.seconds(600)
    private static let longestAnswer = Duration.seconds(30)
    /// How long the end of a body is awaited after the answer's.
    private static let endLimit = Duration.seconds(2)

    private static let chatChecks: [Check.Name] = [.head, .firstToken, .pace, .heartbeats, .end]

    mutating func examineChat(_ model: BifrostModel, _ tap: WireTap) async throws {
        guard asksForChat else {
            for name in Self.chatChecks + [.reuse] { try add(.skip(name, "--no-chat")) }
            return
        }
        let chat = try await observeChat(model, tap)
        chatEnd = chat.end
        for field in chat.head?.fields.all ?? [] { evidence.headers[field.name.lowercased()] = field.value }
        evidence.hasExtraFields = evidence.hasExtraFields || chat.trace.hasExtraFields
        try add(.head(chat, limit: limit(.firstByte)))
        if obstacle == nil { try add(.firstToken(chat, limit: limit(.firstToken))) }
        guard obstacle == nil else { return }
        try add(.pace(chat, stall: limit(.stall)))
        try add(.heartbeats(chat))
        try add(.end(chat))
    }

    /// Those that a failure left out.
    mutating func skipChatChecks() throws { try skip(Self.chatChecks) }

    private func observeChat(_ model: BifrostModel, _ tap: WireTap) async throws -> ChatObservation {
        var options = GenerateOptions(maxTokens: Self.maximumTokens)
        // A server that ignores the limit on tokens must not be listened to for ever.
        if limit(.total) == nil {
            options.limits.total = .after((limit(.firstToken) ?? Self.longestThought) + Self.longestAnswer)
        }
        let stream = model.stream([.user(Self.prompt)], options: options)
        var chat = ChatObservation()
        do {
            chat.response = try await stream.collect()
            chat.end = try await tap.lastAnswer?.observeEnd(within: Self.endLimit)
        } catch let error as LLMError {
            chat.failure = error
            chat.response = error.partial
        }
        if let answer = tap.lastAnswer {
            chat.head = answer.head
            chat.headArrived = answer.headArrived
            chat.trace = answer.trace
            chat.metrics = answer.metrics
        }
        return chat
    }
}
