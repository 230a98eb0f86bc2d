import Glibc
import LLM

extension ChatCommand {
    /// The terminal of a person who has something to say, but has not said it yet; nil for every other call.
    var interactiveTerminal: Terminal? {
        guard prompt == nil, messages == nil, output == .text else { return nil }
        return Terminal()
    }

    /// Talks until the person leaves.
    func converse(_ terminal: Terminal) async throws {
        let signals = TerminationSignals { terminal.restore() }
        defer {
            terminal.restore()
            signals.stop()
        }
        do {
            guard tools == nil else {
                throw LLMError(.configuration, "--tools needs a prompt: in a conversation nobody runs them")
            }
            var settings = try ModelSettings(connection, limits)
            try await settings.startGatewayIfNeeded()
            var chat = try InteractiveChat(
                terminal, settings: settings, system: system, options: generation.options, isWhole: isWhole)
            try await chat.run()
        } catch {
            let failure = CallFailure(error)
            var reporter: any AnswerReporter = TextReporter()
            reporter.fail(failure)
            throw failure.status.code
        }
    }
}
