import Bifrost
import BifrostTesting
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
        OutputFile.ignoreBrokenPipes()
        let status = try await cancelledByInterrupt {
            do {
                try await call(model())
                return ExitStatus.done
            } catch {
                let failure = CallFailure(error)
                var reporter = output.reporter
                reporter.fail(failure)
                return failure.status
            }
        }
        if status != .done { throw status.code }
    }

    private func model() async throws -> BifrostModel {
        var settings = try ModelSettings(connection, limits)
        if !settings.hasBaseURL {
            let gateway = try await EmbeddedGateway.start()
            settings.useEmbeddedGateway(at: gateway.baseURL, model: embeddedModel)
            OutputFile.standardError.writeIfPossible(
                "bifrost: no --base-url and no BIFROST_BASE_URL; asking the embedded gateway at \(gateway.baseURL)\n")
        }
        if !needsModel { settings.needNoModel() }
        return try settings.model()
    }
}
