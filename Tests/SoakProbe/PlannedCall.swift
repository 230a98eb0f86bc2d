import Bifrost
import BifrostTesting
import LLM
import TestSupport

/// One call, as the seed has it.
struct PlannedCall: CustomStringConvertible {
    enum Reader: CaseIterable {
        /// The whole answer at once.
        case generate
        case stream
        /// Takes its time for each chunk.
        case slow
        /// Goes after a few chunks.
        case leaving
        /// Is cancelled after a few milliseconds, whatever has come by then.
        case cancelled
    }

    enum Outcome {
        /// A whole answer, with the text that was sent.
        case whole
        /// Nobody wanted the rest.
        case left
        case cancelled
        case failed(LLMError.Code)
        /// None of what may be.
        case violation(String)
    }

    static let text = "Hello! How can I help you today?"

    var reader: Reader
    /// Nil for a healthy answer.
    var fault: Fault?
    /// How many chunks the reader takes, and after how many milliseconds it is cancelled.
    var patience: Int

    init(_ random: inout SplitMix64) {
        reader = Reader.allCases.randomElement(using: &random) ?? .stream
        fault = Bool.random(using: &random) ? nil : Fault.allCases.randomElement(using: &random)
        patience = .random(in: 0..<8, using: &random)
    }

    var description: String { "\(reader) of \(fault?.rawValue ?? "a whole answer"), \(patience)" }

    func run(on model: BifrostModel) async -> Outcome {
        guard reader == .cancelled else { return await outcome(on: model) }
        let task = Task { await outcome(on: model) }
        try? await Task.sleep(for: .milliseconds(patience))
        task.cancel()
        return await task.value
    }

    private func outcome(on model: BifrostModel) async -> Outcome {
        do {
            let text = try await read(model)
            guard let text else { return .left }
            // Some faults are none for whoever wants the text alone; no fault makes another text whole.
            return text == Self.text || fault != nil ? .whole : .violation("\(self): the text was \"\(text)\"")
        } catch let error as LLMError {
            return .failed(error.code)
        } catch is CancellationError {
            return reader == .cancelled ? .cancelled : .violation("\(self): cancelled by nobody")
        } catch {
            return .violation("\(self): \(error)")
        }
    }

    /// The text; nil when the reader has gone.
    private func read(_ model: BifrostModel) async throws -> String? {
        let messages: [Message] = [.user("Hello")]
        if reader == .generate { return try await model.generate(messages).text }
        var text = ""
        var count = 0
        for try await chunk in model.stream(messages) {
            text += chunk.delta
            count += 1
            if reader == .leaving, count > patience { return nil }
            if reader == .slow { try await Task.sleep(for: .milliseconds(patience)) }
        }
        return text
    }
}
