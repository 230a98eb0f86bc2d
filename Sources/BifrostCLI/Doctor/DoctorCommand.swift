import ArgumentParser
import LLM

/// Explains the connection to a gateway.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Explain the connection to a gateway, step by step.",
        discussion: """
            Looks the name up, connects, shakes hands, lists the models, asks for one tiny streamed chat, and tells \
            what it saw and what to do about it. A step that fails has the later ones skipped. No key, header value \
            or answer is shown. With no base URL, an embedded gateway is examined.

            EXAMPLES:
              bifrost doctor --base-url https://gateway.example/v1 --model openai/gpt-4o
              bifrost doctor --no-chat
              bifrost doctor --output json | jq -r 'select(.status == "fail").message'

            JSON OUTPUT (--output json), one object per line:
              {"type": "check", "name", "status", "message", "details", "advice": […]}
                 for each check; the name is one of library, configuration,
                 name_lookup, connect, tls, models, head, first_token, pace,
                 heartbeats, end, reuse, gateway, clock; the status is pass,
                 warn, fail or skip; the details depend on the check; then
              {"type": "diagnosis", "exit_code",
               "counts": {"pass", "warn", "fail", "skip"},
               "limits": [{"name", "seconds" (null is off), "covers"}],
               "advice": […]}
                 or {"type": "error", …} as of `bifrost chat`, when interrupted.

            The exit code is that of the first check that failed; warnings change nothing.

            \(HelpText.environment)

            \(HelpText.exitCodes)
            """
    )

    @Flag(name: .customLong("no-chat"), help: "Ask for no chat, which costs a few tokens.")
    var isWithoutChat = false

    @Option(help: ArgumentHelp("What standard output carries.", valueName: "format"))
    var output = OutputFormat.text

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    @OptionGroup(title: "Time limits and retries")
    var limits: LimitOptions

    func run() async throws {
        OutputFile.ignoreBrokenPipes()
        let status = try await cancelledByInterrupt {
            do {
                return try await examine()
            } catch {
                let failure = CallFailure(error)
                var reporter = output.reporter
                reporter.fail(failure)
                return failure.status
            }
        }
        if status != .done { throw status.code }
    }

    private func examine() async throws -> ExitStatus {
        var settings = try ModelSettings(connection, limits)
        try await settings.startGatewayIfNeeded()
        let reporter = DoctorReporter(output)
        try reporter.begin(asksForChat: !isWithoutChat)
        var examination = Examination(settings, asksForChat: !isWithoutChat, show: reporter.show)
        try await examination.run()
        try reporter.finish(examination.diagnosis)
        return examination.diagnosis.status
    }
}
