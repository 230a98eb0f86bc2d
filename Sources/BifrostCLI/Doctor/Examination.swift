import Bifrost
import LLM

/// Examines a gateway, step by step; a step that fails has the later ones skipped.
struct Examination {
    let settings: ModelSettings
    let asksForChat: Bool
    private let show: (Check) throws -> Void
    private(set) var diagnosis = Diagnosis()
    var evidence = GatewayIdentity.Evidence()
    /// The last date that an answer told, and when it came.
    var date: (text: String, arrived: UnixTime)?
    /// How the chat's body ended.
    var chatEnd: TappedAnswer.End?
    /// The step that failed.
    private(set) var obstacle: Check.Name?

    /// - Parameters:
    ///   - settings: The gateway and the way to it.
    ///   - asksForChat: Whether a tiny chat may be asked for.
    ///   - show: Shows each check as soon as it is done.
    init(_ settings: ModelSettings, asksForChat: Bool, show: @escaping (Check) throws -> Void) {
        self.settings = settings
        self.asksForChat = asksForChat
        self.show = show
    }

    /// Runs all steps.
    ///
    /// - Throws: What showing throws, and `CancellationError`.
    mutating func run() async throws {
        try add(.library(settings))
        guard obstacle == nil, let (model, tap) = try makeModel() else { return try skipRest() }
        try await examineConnection()
        if obstacle == nil { try await examineModels(model) }
        if obstacle == nil {
            try await examineChat(model, tap)
            // Whatever became of the chat: a gateway that can be reached can be asked who it is.
            try await examineGateway(model)
        }
        try skipRest()
    }

    mutating func add(_ check: Check) throws {
        diagnosis.checks.append(check)
        if check.status == .fail, obstacle == nil { obstacle = check.name }
        try Task.checkCancellation()
        try show(check)
    }

    private mutating func skipRest() throws { try skip(Check.Name.allCases) }

    mutating func skip(_ names: [Check.Name]) throws {
        let done = Set(diagnosis.checks.map(\.name))
        for name in names where !done.contains(name) {
            try add(.skip(name, obstacle.map { "\($0.title) failed" } ?? "not examined"))
        }
    }

    private mutating func makeModel() throws -> (BifrostModel, WireTap)? {
        do {
            var settings = settings
            // Each step is taken once: what is wrong is to be seen, not mended.
            settings.config.retries.maximumRetries = 0
            // Its transport is not the one that is used, but what is missing is told as to every command.
            _ = try settings.model()
            let tap = WireTap(try settings.transport())
            let model = try BifrostModel(settings.config, transport: tap)
            diagnosis.limits = LimitRow.rows(try settings.config.limits(streamed: true))
            try add(.configuration(settings))
            return (model, tap)
        } catch let error as LLMError {
            try add(.fail(.configuration, error))
            return nil
        }
    }

    func limit(_ name: LLMError.Timeout.Limit) -> Duration? {
        diagnosis.limits.first { $0.limit == name }?.value
    }
}
