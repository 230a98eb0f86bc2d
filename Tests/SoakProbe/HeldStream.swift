import Bifrost
import LLM
import TestSupport

/// A stream that stays open over most of a round, while tokens and heartbeats drip in.
struct HeldStream: CustomStringConvertible {
    enum Ending: CaseIterable {
        /// Its reader goes, or its task is cancelled, late in the round.
        case leaving, cancelled
        /// It is there until its transport is shut down or its gateway killed.
        case staying
    }

    private let ending: Ending
    private let prompt: String
    private let begin: ContinuousClock.Instant
    private let leave: ContinuousClock.Instant
    /// When all that is left is cut off.
    private let end: ContinuousClock.Instant

    /// All are open between a sixth and two thirds of a round.
    init(_ random: inout SplitMix64, _ start: ContinuousClock.Instant, _ length: Duration) {
        ending = Ending.allCases.randomElement(using: &random) ?? .staying
        prompt = SentText.randomPrompt(&random)
        begin = start + .random(in: .zero..<length / 6, using: &random)
        leave = start + .random(in: length * 2 / 3..<length * 5 / 6, using: &random)
        end = start + length
    }

    var description: String { "\(ending), held, \(prompt.utf8.count) bytes" }

    func run(on model: BifrostModel, _ open: OpenStreams) async throws -> PlannedCall.Outcome {
        try await Task.sleep(until: begin)
        guard ending == .cancelled else { return await outcome(on: model, open) }
        let task = Task { await outcome(on: model, open) }
        try await Task.sleep(until: leave)
        task.cancel()
        return await task.value
    }

    private func outcome(on model: BifrostModel, _ open: OpenStreams) async -> PlannedCall.Outcome {
        let sent = SentText(of: nil, to: prompt, isStream: true)
        var received = Received()
        defer { if received.chunks > 0 { open.closed() } }
        do {
            for try await chunk in model.stream([.user(prompt)]) {
                if received.chunks == 0 { open.opened() }
                received.add(chunk.delta)
                guard sent.begins(with: received.text) else {
                    return violation("read \(received.text.debugDescription)")
                }
                if ending == .leaving, .now >= leave { return .left }
            }
            return sent.isWhole(received.text) ? .whole : violation("ended at \(received.text.debugDescription)")
        } catch let error as LLMError {
            if let objection = received.objection(to: error, sent, isStream: true) { return violation(objection) }
            // Nothing happens to it before.
            return .now < end ? violation("\(error), \(error.timeout as Any)") : .failed(error.code, late: nil)
        } catch {
            return ending == .cancelled ? .cancelled : violation("\(error)")
        }
    }

    private func violation(_ what: String) -> PlannedCall.Outcome { .violation("\(self): \(what)") }
}
