@testable import Bifrost
import LLM

/// All that a decoder makes of a streamed answer.
struct StreamOutcome<Element: Equatable>: Equatable {
    var elements: [Element] = []
    /// How it failed; nil when it is complete.
    var failure: ErrorView?
    var partial: ChatResponse?
    var fields: AnswerFields?
    var eventsReceived = 0
}

extension StreamDecoder where Element: Equatable {
    /// Feeds the pieces and then the end, as a call does.
    func outcome(of pieces: [[UInt8]], connectionLost: Bool = false) -> StreamOutcome<Element> {
        var decoder = self
        var outcome = StreamOutcome<Element>()
        do throws(LLMError) {
            for piece in pieces where !decoder.isDone {
                decoder.append(piece)
                while let element = try decoder.next() { outcome.elements.append(element) }
            }
            if !decoder.isDone { decoder.bytesEnded() }
            while let element = try decoder.next() { outcome.elements.append(element) }
            try decoder.end(connectionLost: connectionLost)
        } catch {
            error.check()
            outcome.failure = ErrorView(error)
        }
        outcome.partial = decoder.partial
        outcome.fields = decoder.answerFields
        outcome.eventsReceived = decoder.eventsReceived
        return outcome
    }

    /// Makes sure that pieces give what the whole gives; the connection ends or breaks, as the input has it.
    func expectSameInPieces(_ input: [UInt8]) {
        let connectionLost = input.count & 1 == 1
        let whole = outcome(of: [input], connectionLost: connectionLost)
        for pieces in Cuts.all(input) {
            expectEqual(
                whole, outcome(of: pieces, connectionLost: connectionLost),
                "\(Self.self), whole and in pieces of \(pieces.map(\.count))")
        }
    }
}
