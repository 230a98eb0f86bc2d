@testable import Bifrost
import LLM

extension FuzzTarget {
    /// The streams of the other endpoints: pieces against the whole, for each reader of events.
    static let answerStreams = FuzzTarget(name: "answer-streams", vectors: "chat-stream.json", seeds: { $0 + streams })
    {
        input in
        checkResponse(input, AnswerLimits())
        let limits = input.count & 2 == 0 ? AnswerLimits() : .narrow
        decoder(ResponseEventReader(limits: limits, errors: .fuzzed), limits).expectSameInPieces(input)
        decoder(CompletionReader(wanted: nil, limits: limits), limits).expectSameInPieces(input)
        decoder(ImageEventReader(wanted: 2), limits).expectSameInPieces(input)
        decoder(TranscriptionEventReader(limits: limits), limits).expectSameInPieces(input)
        decoder(SpeechEventReader(), limits).expectSameInPieces(input)
        RawEventDecoder(contentType: nil, limits: limits, errors: .fuzzed).expectSameInPieces(input)
    }

    private static func decoder<Reader: JSONEventReader>(
        _ reader: Reader, _ limits: AnswerLimits
    ) -> JSONEventDecoder<Reader> {
        JSONEventDecoder(reader, contentType: nil, limits: limits, errors: .fuzzed)
    }

    /// A response that its events add up to is an answer like any other.
    private static func checkResponse(_ input: [UInt8], _ limits: AnswerLimits) {
        let reader = ResponseEventReader(limits: limits, errors: .fuzzed)
        var accumulator = ResponseAccumulator()
        for event in decoder(reader, limits).outcome(of: [input]).elements { accumulator.add(event) }
        let response = accumulator.response()
        expectEqual(response, accumulator.response(), "told twice")
        _ = response.chatResponse
        expect(accumulator.itemCount >= 0 && accumulator.callCount >= 0, "a negative count")
        expect(accumulator.contentSize >= 0, "a negative size")
    }

    private static let streams = [
        [
            #"{"type":"response.created","response":{"id":"r","status":"in_progress"}}"#,
            #"{"type":"response.output_item.added","output_index":0,"item":{"type":"message","id":"m"}}"#,
            #"{"type":"response.content_part.added","item_id":"m","content_index":0,"part":{"type":"output_text"}}"#,
            #"{"type":"response.output_text.delta","item_id":"m","content_index":0,"delta":"hi"}"#,
            #"{"type":"response.output_text.done","item_id":"m","content_index":0,"text":"hi"}"#,
            #"{"type":"response.output_item.added","output_index":1,"item":{"type":"function_call","id":"f"}}"#,
            #"{"type":"response.function_call_arguments.delta","item_id":"f","delta":"{}"}"#,
            #"{"type":"response.output_item.done","output_index":1,"item":{"type":"function_call","id":"f"}}"#,
            #"{"type":"response.reasoning_summary_text.delta","item_id":"g","summary_index":1,"delta":"x"}"#,
            #"{"type":"response.completed","response":{"status":"completed","output":[]}}"#,
        ],
        [
            #"{"id":"c","choices":[{"index":0,"text":"a","logprobs":{"tokens":["a"],"token_logprobs":[-1]}}]}"#,
            #"{"choices":[{"index":0,"text":"","finish_reason":"stop"}],"usage":{"total_tokens":2}}"#,
        ],
        [
            #"{"type":"image_generation.partial_image","b64_json":"AA==","partial_image_index":0}"#,
            #"{"type":"image_generation.completed","b64_json":"AA==","usage":{"input_tokens":1}}"#,
        ],
        [
            #"{"type":"transcript.text.delta","delta":"a"}"#, #"{"type":"transcript.text.done","text":"a"}"#,
            #"{"type":"speech.audio.delta","audio":"AA=="}"#, #"{"type":"speech.audio.done","usage":{}}"#,
        ],
    ].map { events in events.flatMap { Array("data: \($0)\n\n".utf8) } }
}
