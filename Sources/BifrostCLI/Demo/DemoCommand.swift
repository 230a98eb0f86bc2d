import ArgumentParser
import BifrostTesting
import LLM

/// Shows the library at work in a few seconds.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "See a streamed chat, a tool loop, a streamed value and a time limit at work.",
        discussion: """
            Each step shows the Swift that it runs. The requests go through libcurl to an embedded gateway with \
            generated answers, so neither a gateway nor a key is needed.
            """
    )

    func run() async throws {
        OutputFile.ignoreBrokenPipes()
        let status = try await cancelledByInterrupt {
            do {
                try await Self.play()
                return ExitStatus.done
            } catch {
                let failure = CallFailure(error)
                var reporter = TextReporter()
                reporter.fail(failure)
                return failure.status
            }
        }
        if status != .done { throw status.code }
    }

    private static func play() async throws {
        var configuration = EmbeddedGateway.Configuration()
        // Slow enough to be seen to stream.
        configuration.tokenInterval = .milliseconds(40)
        let gateway = try await EmbeddedGateway.start(configuration)
        let stage = DemoStage()
        try stage.print("An embedded gateway answers at \(gateway.baseURL); the requests go through libcurl.")
        for (position, step) in steps(baseURL: gateway.baseURL, stage: stage).enumerated() {
            try stage.present(step, number: position + 1)
            try await step.run()
        }
        await gateway.stop()
    }

    static func steps(baseURL: String, stage: DemoStage) -> [any DemoStep] {
        [
            StreamStep(baseURL: baseURL, stage: stage),
            ToolStep(baseURL: baseURL, stage: stage),
            StructuredStep(baseURL: baseURL, stage: stage),
            LimitStep(baseURL: baseURL, stage: stage),
        ]
    }
}
