@testable import Bifrost
import HTTPTransport
import LLM

extension FuzzTarget {
    /// The reader of errors: any body with any status becomes an error that is short, clean and without keys.
    static let errorBody = FuzzTarget(name: "error-body", vectors: "chat-stream.json", seeds: { $0 + bodies }) {
        input in
        let name = String(decoding: input.prefix(40), as: UTF8.self)
        for (status, type) in [(400, "application/json"), (429, "text/html"), (200, "text/event-stream"), (503, "")] {
            let fields = HTTPFields([
                .init(name: "content-type", value: type), .init(name: "x-request-id", value: name),
                .init(name: "retry-after", value: name), .init(name: "x-should-retry", value: name),
            ])
            let error = ErrorDecoder.fuzzed.error(status: status, fields: fields, body: input)
            error.check()
            expectEqual(error.status, status == 200 ? error.status : status, "the status")
        }
        ErrorDecoder.fuzzed.error(inEvent: input).check()
        ErrorDecoder.fuzzed.error(reportedIn: input)?.check()
        ErrorDecoder.fuzzed.error(declaredIn: input)?.check()
    }

    private static let bodies = [
        #"{"error":{"type":"rate_limit_error","code":429,"message":"slow down sk-7"},"extra_fields":{"retry_after_ms":5}}"#,
        #"[{"error":"no\u001b[31m"}]"#, "<html><title>502 <b>Bad</b> Gateway sk-7</title></html>", "sk<b>-7", "-7sk-",
        #"{"status_code":"503","message":"provider is shutting down","type":"error"}"#,
        "event: error\ndata: {\"error\":1}",
        #"{"detail":[{"msg":"field required"}]}"#, "<!DOCTYPE html><h1>sk-</h1>7", "{\"error\":\"\u{85}\u{2028}x",
    ].map { Array($0.utf8) }
}
