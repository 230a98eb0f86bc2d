import HTTPTransport
import LLM
import LLMTesting
import TestSupport
import Testing

struct RecordingJSONTests {
    private var recording: Recording {
        var error = HTTPTransportError(.timeout, "silent", requestMayHaveArrived: true)
        error.limit = .idle
        error.limitValue = .seconds(1)
        let fields = HTTPFields([.init(name: "a", value: "b: c"), .init(name: "A", value: "")])
        return Recording([
            Recording.Exchange(
                request: Recording.Request(
                    method: "POST", url: "https://g/v1", fields: fields, body: Array("hä".utf8), hasFiles: true),
                response: Recording.Response(
                    status: 200, fields: fields, delay: .milliseconds(1500),
                    pieces: [.init(Array("a/b".utf8), delay: .nanoseconds(1)), .init([0xC3])],
                    ending: .failed(Recording.Failure(error)))),
            Recording.Exchange(
                request: Recording.Request(method: "GET", url: "https://g/"),
                error: Recording.Failure(HTTPTransportError(.connect, ""))),
        ])
    }

    @Test func isStable() throws {
        let expected = """
            {
              "exchanges" : [
                {
                  "request" : {
                    "body" : {
                      "text" : "hä"
                    },
                    "fields" : [
                      "a: b: c",
                      "A: "
                    ],
                    "hasFiles" : true,
                    "method" : "POST",
                    "url" : "https://g/v1"
                  },
                  "response" : {
                    "delay" : 1.5,
                    "ending" : {
                      "error" : {
                        "code" : "timeout",
                        "limit" : "idle",
                        "limitValue" : 1,
                        "message" : "silent",
                        "requestMayHaveArrived" : true
                      },
                      "type" : "failed"
                    },
                    "fields" : [
                      "a: b: c",
                      "A: "
                    ],
                    "pieces" : [
                      {
                        "delay" : 1e-09,
                        "text" : "a/b"
                      },
                      {
                        "base64" : "ww=="
                      }
                    ],
                    "status" : 200,
                    "version" : "HTTP/1.1"
                  }
                },
                {
                  "error" : {
                    "code" : "connect"
                  },
                  "request" : {
                    "method" : "GET",
                    "url" : "https://g/"
                  }
                }
              ],
              "version" : 1
            }

            """
        #expect(try recording.text == expected)
        #expect(try Recording(json: Array(expected.utf8)) == recording)
    }

    @Test(
        arguments: [
            .complete(endIsTold: nil), .complete(endIsTold: true), .complete(endIsTold: false), .finished, .cancelled,
            .tooLarge, .open,
        ] as [Recording.Ending])
    func endingsComeBack(_ ending: Recording.Ending) throws {
        let response = Recording.Response(status: 200, ending: ending)
        let one = Recording([
            Recording.Exchange(request: Recording.Request(method: "GET", url: "/"), response: response)
        ])
        #expect(try Recording(json: one.json()) == one)
    }

    @Test func isKeptInAFile() throws {
        let file = try TemporaryFile(Array("old".utf8))
        try recording.write(to: file.path)
        #expect(try Recording(contentsOf: file.path) == recording)
    }

    @Test(arguments: ["{}", #"{"version":2,"exchanges":[]}"#, "[]", "no JSON"])
    func whatIsNoRecordingIsRefused(_ json: String) {
        #expect(throws: DecodingError.self) { try Recording(json: Array(json.utf8)) }
    }

    @Test func errorsComeBack() {
        var error = HTTPTransportError(.timeout, "silent")
        error.limit = .firstByte
        let again = Recording.Failure(error).transportError
        #expect(again.code == .timeout && again.limit == .firstByte && again.message == "silent")
        #expect(HTTPTransportError.Code("timeout") == .timeout && HTTPTransportError.Code("nonsense") == nil)
    }
}
