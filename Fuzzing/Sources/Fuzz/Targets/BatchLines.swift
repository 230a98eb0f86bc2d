@testable import Bifrost
import LLM

extension FuzzTarget {
    /// The answers of a batch, as lines and as a list: pieces against the whole; and sounds, which are handed on.
    static let batchLines = FuzzTarget(name: "batch-lines", seeds: { _ in files }) { input in
        for limits in [AnswerLimits(), .narrow] {
            BatchLineDecoder(contentType: nil, maximumLine: limits.line, limits: limits, errors: .fuzzed)
                .expectSameInPieces(input)
            for type in ["audio/mpeg", "application/json"] {
                checkSound(SpeechBytesDecoder(contentType: type, limits: limits, errors: .fuzzed), input)
            }
        }
    }

    private static func checkSound(_ decoder: SpeechBytesDecoder, _ input: [UInt8]) {
        let whole = decoder.outcome(of: [input])
        for pieces in Cuts.all(input) {
            let other = decoder.outcome(of: pieces)
            expectEqual(Array(whole.elements.joined()), Array(other.elements.joined()), "a sound, whole and in pieces")
            expectEqual(whole.failure, other.failure, "how a sound ended, whole and in pieces")
        }
    }

    private static let files = [
        #"{"custom_id":"a","response":{"status_code":200,"body":{"choices":[]}}}"# + "\r\n"
            + #"{"custom_id":"b","error":{"code":"x","message":"no"}}"#,
        "{\n \"results\": [\n {\"custom_id\":\"a\"}\n ],\n \"parse_errors\": [{\"line\":2,\"error\":\"x\"}]\n}\n",
        "[\n{\"custom_id\":\"a\"}\n]", "{\"error\":{\"message\":\"gone\"}}", "{\"data\":null}\n\nnonsense\n{",
    ].map { Array($0.utf8) }
}
