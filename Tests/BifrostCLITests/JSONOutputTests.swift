import LLM
import ServerSentEvents
import Testing

@testable import BifrostCLI

/// The lines are a contract with scripts: compare them letter by letter.
struct JSONOutputTests {
    @Test
    func `A chunk has only the keys that carry something`() {
        #expect(JSONOutput.chunk(ChatChunk()).line == #"{"type":"chunk"}"# + "\n")
        #expect(
            JSONOutput.chunk(ChatChunk(choices: [ChoiceDelta(text: "Hi\n")])).line
                == #"{"type":"chunk","delta":"Hi\n"}"# + "\n")
    }

    @Test
    func `A chunk shows everything that it carries`() {
        let delta = ChoiceDelta(
            text: "a", reasoning: "b", refusal: "c",
            toolCalls: [
                ToolCallDelta(index: 0, id: "call_1", name: "f", arguments: "{\""), ToolCallDelta(arguments: "x"),
            ],
            finishReason: .stop)
        let chunk = ChatChunk(
            choices: [delta], id: "id", model: "m", provider: "p", usage: Usage(input: 1, output: 2, total: 3))
        #expect(
            JSONOutput.chunk(chunk).line == #"{"type":"chunk","delta":"a","reasoning":"b","refusal":"c","#
                + #""tool_calls":[{"index":0,"id":"call_1","name":"f","arguments":"{\""},{"arguments":"x"}],"#
                + #""finish_reason":"stop","#
                + #""usage":{"input":1,"output":2,"total":3,"cached":null,"reasoning":null},"#
                + #""id":"id","model":"m","provider":"p"}"# + "\n")
    }

    @Test
    func `A chunk of another choice names it`() {
        #expect(
            JSONOutput.chunk(ChatChunk(choices: [ChoiceDelta(index: 1, text: "b")])).line
                == #"{"type":"chunk","choices":[{"index":1,"delta":"b"}]}"# + "\n")
    }

    @Test
    func `A message says null where there is nothing`() {
        let response = ChatResponse(choices: [Choice(index: 0, message: .assistant("Hi"), finishReason: .stop)])
        #expect(
            JSONOutput.message(response).line == #"{"type":"message","text":"Hi","reasoning":null,"refusal":null,"#
                + #""tool_calls":[],"finish_reason":"stop","usage":null,"id":null,"model":null,"provider":null,"#
                + #""metrics":null}"# + "\n")
    }

    @Test
    func `Arguments stay the text that the model wrote`() {
        let message = Message.assistant(
            "", toolCalls: [ToolCall(id: "1", name: "f", arguments: "{\"a\": \"é", isComplete: false)])
        #expect(
            JSONOutput.message(ChatResponse(choices: [Choice(index: 0, message: message)])).line.contains(
                #""tool_calls":[{"id":"1","name":"f","arguments":"{\"a\": \"é","complete":false}]"#))
    }

    @Test
    func `Several choices are listed`() {
        let response = ChatResponse(choices: [
            Choice(index: 0, message: .assistant("red"), finishReason: .stop),
            Choice(index: 1, message: .assistant("blue"), finishReason: .length),
        ])
        let line = JSONOutput.message(response).line
        #expect(line.hasPrefix(#"{"type":"message","text":"red","#))
        #expect(
            line.contains(
                #"{"index":1,"text":"blue","reasoning":null,"refusal":null,"tool_calls":[],"finish_reason":"length"}]"#)
        )
    }

    @Test
    func `Metrics are in milliseconds`() {
        let metrics = CallMetrics(
            connect: .microseconds(1500), total: .seconds(2), httpVersion: "HTTP/1.1", bytesSent: 3, bytesReceived: 4)
        let response = ChatResponse(metadata: ResponseMetadata(attempts: 2, metrics: metrics))
        #expect(
            JSONOutput.message(response).line.hasSuffix(
                #""metrics":{"attempts":2,"queued_ms":0.0,"name_lookup_ms":null,"connect_ms":1.5,"tls_ms":null,"#
                    + #""first_byte_ms":null,"first_token_ms":null,"total_ms":2000.0,"paused_ms":0.0,"reused_connection":false,"http_version":"HTTP/1.1","#
                    + #""bytes_sent":3,"bytes_received":4}}"# + "\n"))
    }

    @Test
    func `An error tells all that is known`() {
        var error = LLMError(.timeout, "too slow")
        error.status = 200
        error.providerCode = "slow"
        error.retryAfter = .milliseconds(1250)
        error.timeout = LLMError.Timeout(limit: .firstToken, value: .seconds(1), elapsed: .seconds(1))
        error.requestID = "r1"
        error.previousAttempts = [LLMError.Attempt(code: .server, message: "no")]
        error.partial = ChatResponse(choices: [Choice(index: 0, message: .assistant("Half"))])
        #expect(
            JSONOutput.error(error).line == #"{"type":"error","kind":"timeout","message":"too slow","status":200,"#
                + #""code":"slow","retryable":true,"retry_after":1.25,"phase":"firstToken","attempts":2,"#
                + #""request_id":"r1","partial":{"text":"Half","reasoning":null,"refusal":null,"tool_calls":[],"#
                + #""finish_reason":null,"usage":null,"id":null,"model":null,"provider":null,"metrics":null}}"# + "\n")
    }

    @Test
    func `An error says null where nothing is known`() {
        #expect(
            JSONOutput.error(LLMError(.configuration, "no model")).line
                == #"{"type":"error","kind":"configuration","message":"no model","status":null,"code":null,"#
                + #""retryable":false,"retry_after":null,"phase":null,"attempts":0,"request_id":null,"partial":null}"#
                + "\n")
    }

    @Test
    func `An interruption is an error of its own kind`() {
        let line = JSONOutput.interrupted(
            partial: ChatResponse(choices: [Choice(index: 0, message: .assistant("Half"))]),
            metadata: ResponseMetadata(status: 200, attempts: 1)
        ).line
        #expect(line.hasPrefix(#"{"type":"error","kind":"cancelled","message":"interrupted","status":200,"#))
        #expect(line.contains(#""attempts":1"#))
        #expect(line.contains(#""partial":{"text":"Half""#))
    }

    @Test
    func `An event has retry only when its block had one`() {
        #expect(
            JSONOutput.event(ServerSentEvent(type: "ping", data: "1\n2", id: "7", retry: 0)).line
                == #"{"event":"ping","data":"1\n2","id":"7","retry":0}"# + "\n")
        #expect(
            JSONOutput.event(ServerSentEvent(data: "x")).line == #"{"event":"message","data":"x","id":""}"# + "\n")
        #expect(JSONOutput.end(of: EventStreamParser()).line == #"{"lastEventId":"","reconnectMs":null}"# + "\n")
    }

    @Test
    func `Everything that a text can hold stays on one line of JSON`() {
        #expect(
            JSONOutput.string("\u{0}\u{1F}\r\n\t\"\\\u{7F}é🌱").line
                == "\"\\u0000\\u001f\\r\\n\\t\\\"\\\\\\u007fé🌱\"\n")
        #expect(JSONOutput.array([.number(.infinity), .number(2), .number(0.25)]).line == "[null,2.0,0.25]\n")
    }
}
