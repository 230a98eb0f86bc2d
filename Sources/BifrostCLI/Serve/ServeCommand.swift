import ArgumentParser
import BifrostTesting
import LLM

/// Runs the embedded gateway in the foreground.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the embedded gateway in the foreground.",
        usage: "bifrost serve [<options>]",
        discussion: """
            The gateway speaks Bifrost's wire format and answers like a small deterministic model; a model named after \
            a fault, such as openai/reset-mid-stream, shows that fault. It prints two base URLs on standard output, \
            the native one and the one for clients of OpenAI, and serves until Ctrl-C.

            EXAMPLES:
              bifrost serve --port 8080
              bifrost serve --port 0 --api-key sk-test --token-interval 0.05
            """
    )

    @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("The port to listen on; 0 takes any free one.", valueName: "number"))
    var port = 8080

    @Option(
        name: .customLong("api-key"),
        help: ArgumentHelp("Admit only callers with this key; may be repeated.", valueName: "key"))
    var apiKeys: [String] = []

    @Option(help: ArgumentHelp("The time between two tokens.", valueName: "seconds"))
    var tokenInterval: TimeLimit?

    @Option(help: ArgumentHelp("The time before the first token, with which the head leaves.", valueName: "seconds"))
    var headDelay: TimeLimit?

    @Option(help: ArgumentHelp("The time between two heartbeats while a stream is silent.", valueName: "seconds"))
    var heartbeatInterval: TimeLimit?

    func validate() throws {
        guard 0...65535 ~= port else { throw ValidationError("--port must be between 0 and 65535") }
    }

    func run() async throws {
        let gateway = try await start()
        OutputFile.standardOutput.writeIfPossible("\(gateway.baseURL)\n\(gateway.dropInBaseURL)\n")
        OutputFile.standardError.writeIfPossible("bifrost: the embedded gateway is listening; Ctrl-C stops it\n")
        try await cancelledByInterrupt {
            // A stream that never yields: it ends with the cancellation.
            for await _ in AsyncStream<Never>.makeStream().stream {}
        }
        await gateway.stop()
    }

    private func start() async throws -> EmbeddedGateway {
        do {
            return try await EmbeddedGateway.start(gatewayConfiguration)
        } catch {
            let error = LLMError(.configuration, "cannot listen on \(host), port \(port): \(error)")
            OutputFile.standardError.writeIfPossible("bifrost: \(error.message)\n")
            throw ExitStatus(error.code).code
        }
    }

    private var gatewayConfiguration: EmbeddedGateway.Configuration {
        var configuration = EmbeddedGateway.Configuration()
        configuration.host = host
        configuration.port = port
        configuration.acceptedKeys = apiKeys.isEmpty ? nil : Set(apiKeys)
        configuration.tokenInterval = tokenInterval?.duration ?? .zero
        configuration.headDelay = headDelay?.duration ?? .zero
        configuration.heartbeatInterval = heartbeatInterval?.duration
        return configuration
    }
}
