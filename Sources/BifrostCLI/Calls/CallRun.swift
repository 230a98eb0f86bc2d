import Bifrost
import LLM

/// A command's call whose answer is no chat: the embedded gateway where there is no other, failures, exit status.
struct CallRun: Sendable {
    let connection: ConnectionOptions
    let limits: LimitOptions
    let output: OutputFormat
    /// What the embedded gateway is asked for when nobody says otherwise.
    var embeddedModel = ModelSettings.embeddedModel
    /// Whether a model must be named.
    var needsModel = true

    /// Makes the call.
    ///
    /// - Parameter call: Gets the model, sends and shows.
    /// - Throws: The exit status of a failure, which was reported.
    func run(_ call: @escaping @Sendable (BifrostModel) async throws -> Void) async throws {
        try await MediaRun(output: output).report { try await call(model()) }
    }

    private func model() async throws -> BifrostModel {
        var settings = try ModelSettings(connection, limits)
        try await settings.startGatewayIfNeeded(model: embeddedModel)
        if !needsModel { settings.needNoModel() }
        return try settings.model()
    }
}
