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
        /// A failure, with what was waited for beyond the limit that fired.
        case failed(LLMError.Code, late: FiredLimit?)
        /// None of what may be.
        case violation(String)
    }

    var reader: Reader
    /// Nil for a healthy answer.
    var fault: Fault?
    /// How many chunks the reader takes, and after how many milliseconds it is cancelled.
    var patience: Int
    /// What is asked; the gateway says it again.
    var prompt: String

    init(_ random: inout SplitMix64) {
        reader = Reader.allCases.randomElement(using: &random) ?? .stream
        fault = Bool.random(using: &random) ? nil : Fault.allCases.randomElement(using: &random)
        patience = .random(in: 0..<8, using: &random)
        prompt = SentText.randomPrompt(&random)
    }

    var description: String {
        "\(reader) of \(fault?.rawValue ?? "a whole answer"), \(patience), \(prompt.utf8.count) bytes"
    }

    func run(on model: BifrostModel) async -> Outcome {
        guard reader == .cancelled else { return await outcome(on: model) }
        let task = Task { await outcome(on: model) }
        try? await Task.sleep(for: .milliseconds(patience))
        task.cancel()
        return await task.value
    }

    private func outcome(on model: BifrostModel) async -> Outcome {
        let sent = SentText(of: fault, to: prompt, isStream: reader != .generate)
        var received = Received()
        do {
            let isWhole = try await read(model, into: &received)
            guard isWhole ? sent.isWhole(received.text) : sent.begins(with: received.text) else {
                return violation("the text was \(received.text.debugDescription)")
            }
            return isWhole ? .whole : .left
        } catch let error as LLMError {
            return failure(error, sent, received)
        } catch is CancellationError {
            guard reader == .cancelled else { return violation("cancelled by nobody") }
            return sent.begins(with: received.text) ? .cancelled : violation("cancelled in another text")
        } catch {
            return violation("\(error)")
        }
    }

    /// Reads what the reader wants; false when that is not the whole.
    private func read(_ model: BifrostModel, into received: inout Received) async throws -> Bool {
        let messages: [Message] = [.user(prompt)]
        if reader == .generate {
            received.add(try await model.generate(messages).text)
            return true
        }
        for try await chunk in model.stream(messages) {
            received.add(chunk.delta)
            if reader == .leaving, received.chunks > patience { return false }
            if reader == .slow { try await Task.sleep(for: .milliseconds(patience)) }
        }
        return true
    }

    /// What a failure keeps is what was read before it, and no limit fires before its time.
    private func failure(_ error: LLMError, _ sent: SentText, _ received: Received) -> Outcome {
        if let objection = received.objection(to: error, sent, isStream: reader != .generate) {
            return violation(objection)
        }
        let fired = FiredLimit(error, contentAt: received.contentAt)
        if let fired, fired.isEarly { return violation("too early: \(error), \(error.timeout as Any)") }
        return .failed(error.code, late: reader == .slow ? nil : fired)
    }

    private func violation(_ what: String) -> Outcome { .violation("\(self): \(what)") }
}
