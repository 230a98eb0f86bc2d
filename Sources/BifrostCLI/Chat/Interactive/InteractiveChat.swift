import Bifrost
import Glibc
import LLM

/// A conversation at a terminal.
struct InteractiveChat {
    private let terminal: Terminal
    private let reader: PromptReader
    private var settings: ModelSettings
    private var model: BifrostModel
    private var session: ChatSession
    private let options: GenerateOptions
    private let isWhole: Bool
    private var history = InputHistory(path: InputHistory.defaultPath())
    private let output = OutputFile.standardOutput
    private let style = Style(for: .standardOutput)

    init(
        _ terminal: Terminal, settings: ModelSettings, system: String?, options: GenerateOptions, isWhole: Bool
    ) throws {
        self.terminal = terminal
        self.settings = settings
        self.options = options
        self.isWhole = isWhole
        reader = PromptReader(terminal)
        model = try settings.model()
        session = ChatSession(system: system)
    }

    /// Talks until the person leaves.
    ///
    /// - Throws: `OutputFile.Closed` when the terminal went away.
    mutating func run() async throws {
        // A Ctrl-C on the way from the prompt to the answer is for nobody.
        signal(SIGINT, SIG_IGN)
        try say("\(TerminalText.neutral(model.modelID)): /help lists what else can be typed, Ctrl-D leaves")
        while let text = try reader.read("> ", history: history.entries, isComplete: ChatInput.isComplete) {
            history.append(text)
            switch ChatInput(text) {
            case .nothing: continue
            case .message(let message): try await ask(message)
            case .unknown(let word): try say("\(TerminalText.neutral(word)) is no command; /help lists them")
            case .command(.quit, _): return
            case .command(let name, let argument):
                do {
                    try obey(name, argument)
                } catch let error as LLMError {
                    try say(error.message)
                }
            }
        }
    }

    /// A remark that is no answer.
    private func say(_ remark: String) throws { try output.write(style.dim(remark) + "\n") }
}

// MARK: Asking

extension InteractiveChat {
    private mutating func ask(_ text: String) async throws {
        session.say(text)
        terminal.beginAnswer()
        let answer = AnswerCall(model: model, messages: session.messages, options: options, isWhole: isWhole)
        // Ctrl-C stops the answer and not the program.
        let outcome = try await cancelledByInterrupt(signals: [SIGINT], endsAtSecond: false) { try await answer.run() }
        switch outcome {
        case .whole(let response):
            session.add(response)
        case .stopped(let partial):
            let isKept = session.add(incomplete: partial)
            try say(isKept ? "(stopped; what came of it is kept)" : "(stopped; the question is not kept)")
        case .failed(let error):
            OutputFile.standardError.writeIfPossible(error.line)
            let isKept = session.add(incomplete: error.partial)
            try say(isKept ? "(what came of the answer is kept)" : "(the question is not kept; Up brings it back)")
        }
    }
}

/// One answer, shown as it comes.
private struct AnswerCall {
    enum Outcome: Sendable {
        case whole(ChatResponse)
        case stopped(ChatResponse?)
        case failed(LLMError)
    }

    let model: BifrostModel
    let messages: [Message]
    let options: GenerateOptions
    let isWhole: Bool

    /// - Throws: What writing to the terminal throws.
    func run() async throws -> Outcome {
        var reporter: any AnswerReporter = TextReporter()
        do {
            let response =
                isWhole
                ? try await model.generate(messages, options: options)
                : try await model.stream(messages, options: options).collect(showing: &reporter)
            try reporter.finish(response)
            return .whole(response)
        } catch let error as LLMError {
            reporter.endLine()
            return .failed(error)
        } catch let error as Interrupted {
            reporter.endLine()
            return .stopped(error.partial)
        } catch is CancellationError {
            return .stopped(nil)
        }
    }
}

// MARK: Commands

extension InteractiveChat {
    private mutating func obey(_ name: ChatCommandName, _ argument: String) throws {
        switch name {
        case .help: try output.write(ChatCommandName.overview)
        case .usage: try output.write(session.usageLines)
        case .system: try setSystem(argument)
        case .model: try setModel(argument)
        case .save: try save(argument)
        case .load: try load(argument)
        case .clear:
            session.clear()
            try say("the conversation is forgotten")
        case .quit: break
        }
    }

    private mutating func setSystem(_ text: String) throws {
        switch text {
        case "": try say(session.system.map(TerminalText.neutral) ?? "no instructions")
        case "-":
            session.system = nil
            try say("no instructions from now on")
        default:
            session.system = text
            try say("the instructions hold from the next message on")
        }
    }

    private mutating func setModel(_ name: String) throws {
        if !name.isEmpty {
            var changed = settings
            changed.use(model: name)
            model = try changed.model()
            settings = changed
        }
        try say(TerminalText.neutral(model.modelID))
    }

    private func save(_ path: String) throws {
        guard !path.isEmpty else { throw LLMError(.configuration, "name the file: /save FILE") }
        try TranscriptFile.write(session.transcript(model: model.modelID), to: path)
        try say("\(Wording.count(session.messages.count, "message")) written to \(TerminalText.neutral(path))")
    }

    private mutating func load(_ path: String) throws {
        guard !path.isEmpty else { throw LLMError(.configuration, "name the file: /load FILE") }
        let transcript = try TranscriptFile.read(path: path)
        session = ChatSession(transcript)
        try say("\(Wording.count(session.messages.count, "message")) read; the conversation goes on from there")
    }
}
