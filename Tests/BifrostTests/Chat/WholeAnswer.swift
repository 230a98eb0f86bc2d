import HTTPTransport
import LLM

@testable import Bifrost

/// One answer with every field, as a whole and as a stream.
enum WholeAnswer {
    static let envelope = #"""
        "id":"c1","created":1765000001,"model":"m","service_tier":"flex","system_fingerprint":"fp_1",
        "citations":["https://a","https://b"],"search_results":[{"title":"A","url":"https://a","date":"2026-01-01"}],
        "videos":[{"url":"https://v"}],"extra_fields":{"provider":"perplexity"},"novel":{"deep":[1]}
        """#

    static let usage = #"""
        {"prompt_tokens":9,"completion_tokens":8,"total_tokens":17,"queue_time":0.5,
         "prompt_tokens_details":{"text_tokens":1,"audio_tokens":2,"image_tokens":3,"cached_read_tokens":4,
          "cached_write_tokens":5,"cached_tokens":9,"cached_write_1h":5},
         "completion_tokens_details":{"text_tokens":1,"audio_tokens":2,"image_tokens":3,"reasoning_tokens":4,
          "accepted_prediction_tokens":5,"rejected_prediction_tokens":6,"citation_tokens":7,"num_search_queries":8},
         "cost":{"input_tokens_cost":0.1,"output_tokens_cost":0.2,"reasoning_tokens_cost":0.3,
          "citation_tokens_cost":0.4,"search_queries_cost":0.5,"request_cost":0.6,"total_cost":2.1,"extra":1}}
        """#

    static let annotation = #"""
        {"type":"url_citation","url_citation":{"start_index":0,"end_index":3,"title":"A","url":"https://a","x":1}}
        """#

    private static func token(_ text: String, _ logprob: String) -> String {
        #"""
        {"token":"\#(text)","logprob":\#(logprob),"bytes":[104,105],
         "top_logprobs":[{"token":"\#(text)","logprob":\#(logprob),"bytes":null},{"token":"?","logprob":-9999.0}]}
        """#
    }

    static let whole = #"""
        {\#(envelope),"object":"chat.completion","choices":[
          {"index":0,"finish_reason":"stop","stop":"END","content_filter_results":{"ok":true},
           "logprobs":{"content":[\#(token("Hi", "-0.25")),\#(token(" you", "-1"))],
            "refusal":[\#(token("no", "0"))]},
           "message":{"role":"assistant","content":"Hi you","refusal":"no","provider_note":"p",
            "reasoning":"why","reasoning_details":[{"index":0,"type":"reasoning.text","text":"why","signature":"s"}],
            "audio":{"id":"audio_1","data":"AAECAw==","transcript":"Hi you","expires_at":1765003601},
            "annotations":[\#(annotation)],
            "tool_calls":[{"index":0,"type":"function","id":"f_ts_é/+=","function":{"name":"f","arguments":"{\"x\": 1}"}},
             {"index":1,"type":"custom","id":"b","custom":{"name":"say","input":"free text"}}]}},
          {"index":1,"finish_reason":"length","message":{"role":"assistant","content":"Hey"}}],
         "usage":\#(usage)}
        """#

    static let events = [
        #"""
        {\#(envelope),"choices":[{"index":0,"delta":{"role":"assistant","content":"Hi","reasoning":"wh",
         "reasoning_details":[{"index":0,"type":"reasoning.text","text":"wh"}]},
         "logprobs":{"content":[\#(token("Hi", "-0.25"))],"refusal":null}},
         {"index":1,"delta":{"content":"He"},"logprobs":null}],"usage":null}
        """#,
        #"""
        {\#(envelope),"choices":[{"index":0,"delta":{"content":" you","refusal":"no","reasoning":"y","provider_note":"p",
         "reasoning_details":[{"index":0,"type":"reasoning.text","text":"y"}],
         "audio":{"id":"audio_1","data":"AAEC","transcript":"Hi "}},
         "logprobs":{"content":[\#(token(" you", "-1"))],"refusal":[\#(token("no", "0"))]}}],"usage":null}
        """#,
        #"""
        {"created":0,"model":"","system_fingerprint":"","choices":[{"index":0,"delta":{
         "reasoning_details":[{"index":0,"type":"reasoning.text","signature":"s"}],
         "audio":{"data":"Aw==","transcript":"you","expires_at":1765003601},"annotations":[\#(annotation)],
         "tool_calls":[{"index":0,"type":"function","id":"f_ts_é/+=","function":{"name":"f","arguments":"{\"x\": "}},
          {"index":1,"type":"custom","id":"b","custom":{"name":"say","input":"free "}}]}}]}
        """#,
        #"""
        {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"name":null,"arguments":"1}"}},
         {"index":1,"custom":{"input":"text"}}]},"finish_reason":"stop","stop":"END",
         "content_filter_results":{"ok":true}},{"index":1,"delta":{"content":"y"},"finish_reason":"length"}]}
        """#,
        #"{"choices":[],"usage":\#(usage)}"#,
    ].map { $0.split(separator: "\n").joined() }

    static func decoded(detail: AnswerDetail = []) throws -> ChatResponse {
        var response = try ChatResponseDecoder.decode(
            Array(whole.utf8), status: 200, fields: .init(), limits: AnswerLimits(), detail: detail,
            errors: ErrorDecoder(secrets: []))
        response.metadata = ResponseMetadata()
        return response
    }

    static func streamed(detail: AnswerDetail) throws -> ChatResponse {
        let body = (events + ["[DONE]"]).map { "data: \($0)\n\n" }.joined()
        return try ChatStreamRun.result(of: [Array(body.utf8)], detail: detail).get()
    }
}
