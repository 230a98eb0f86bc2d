@testable import BifrostTesting
import Testing

/// Sound, images and files on the wire, byte for byte where it matters.
@Suite(.timeLimit(.minutes(5)))
struct MediaWireTests {
    private static let flavours = ["/v1", "/openai/v1"]

    private func form(_ client: Client, _ path: String, _ parts: [String], boundary: String = "b0") throws {
        let body =
            parts.map { "--\(boundary)\r\nContent-Disposition: form-data; \($0)\r\n" }.joined() + "--\(boundary)--\r\n"
        try client.send(
            "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=\(boundary)\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    private static let model = "name=\"model\"\r\n\r\nopenai/x"
    private static let image = "name=\"image\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\nPNG"

    @Test(arguments: flavours)
    func soundIsCalledMP3(base: String) async throws {
        try await withGateway { _, client in
            try client.post("\(base)/audio/speech", #"{"model":"openai/x","input":"Hi you","response_format":"wav"}"#)
            let answer = try client.answer()
            #expect(answer.header("content-type") == "audio/mpeg")
            #expect(answer.header("content-disposition") == "attachment; filename=speech.mp3")
            #expect(answer.chunks.count == 3 && answer.text.hasPrefix("RIFF"))
            #expect(answer.header("x-bifrost-request-type") == "speech")
        }
    }

    @Test(arguments: flavours)
    func soundStreamsWithoutNamesAndWithDone(base: String) async throws {
        try await withGateway { _, client in
            try client.post("\(base)/audio/speech", #"{"model":"openai/x","input":"Hi","stream_format":"sse"}"#)
            let events = try client.answer().events
            #expect(events.count == 3 && events.last == "[DONE]")
            #expect(try JSONParser.parse(events[1])["type"] == "speech.audio.done")
            #expect(try JSONParser.parse(events[0])["extra_fields"]?["request_type"] == "speech_stream")
        }
    }

    @Test(arguments: [
        ("/v1", "generations", false), ("/openai/v1", "generations", false), ("/v1", "edits", false),
        ("/openai/v1", "edits", true),
    ])
    func imagesHaveNamesAndSeldomDone(base: String, kind: String, hasDone: Bool) async throws {
        try await withGateway { _, client in
            if kind == "edits" {
                let parts = [Self.model, "name=\"prompt\"\r\n\r\na", "name=\"stream\"\r\n\r\ntrue", Self.image]
                try form(client, "\(base)/images/edits", parts)
            } else {
                try client.post("\(base)/images/generations", #"{"model":"openai/x","prompt":"a","stream":true}"#)
            }
            let text = try client.answer().text
            let name = kind == "edits" ? "image_edit" : "image_generation"
            #expect(text.hasPrefix("event: \(name).completed\ndata: {\"type\":\"\(name).completed\""))
            #expect(text.hasSuffix("data: [DONE]\n\n") == hasDone)
        }
    }

    @Test(arguments: [("/v1", "event: error\ndata: {"), ("/openai/v1", "\n\ndata: {")])
    func anErrorAmongImagesHasANameNativelyAlone(base: String, frame: String) async throws {
        try await withGateway { _, client in
            try client.post(
                "\(base)/images/generations", #"{"model":"openai/error-frame","prompt":"a","stream":true,"n":2}"#)
            let text = try client.answer().text
            #expect(text.contains(frame) && text.contains("Upstream overloaded"))
            #expect(text.contains("event: error") == (base == "/v1"))
        }
    }

    @Test func aScriptedReplyIsExact() async throws {
        try await withGateway { gateway, client in
            gateway.enqueue(.json("{}"), .error(status: 429, message: "later"))
            for status in [200, 429] {
                try client.post("/v1/audio/speech", #"{"model":"openai/x","input":"Hi"}"#)
                #expect(try client.answer().status == status)
            }
        }
    }

    @Test(arguments: [
        ("/v1/audio/speech", #"{"model":"openai/x"}"#, 400), ("/v1/audio/speech", #"{"model":"x","input":"a"}"#, 400),
        ("/openai/v1/audio/speech", "nonsense", 500), ("/v1/images/generations", #"{"model":"openai/x"}"#, 400),
        ("/v1/audio/transcriptions", "{}", 400), ("/v1/batches", #"{"input_file_id":"file-1"}"#, 400),
        ("/v1/audio/speech", #"{"model":"openai/rate-limited","input":"a"}"#, 429),
    ])
    func whatIsWrongIsRefused(path: String, body: String, status: Int) async throws {
        try await withGateway { _, client in
            try client.post(path, body)
            let answer = try client.answer()
            #expect(answer.status == status)
            #expect(try answer.json()["error"]?["message"]?.string?.isEmpty == false)
        }
    }

    @Test func theDropInHasNoPathForResults() async throws {
        try await withGateway { _, client in
            try client.get("/openai/v1/batches/batch_1/results")
            #expect(try client.answer().header("content-type") == "text/html; charset=utf-8")
            try client.get("/v1/batches/batch_1/results")
            #expect(try client.answer().status == 404)
        }
    }
}

/// The gateway's own reading of forms.
struct MultipartBodyTests {
    private static let type = "multipart/form-data; boundary=\"b0\""

    @Test func partsAreTakenApart() throws {
        let text =
            "--b0\r\nContent-Disposition: form-data; name=\"a[]\"\r\n\r\none\r\n"
            + "--b0\r\nContent-Disposition: form-data; name=\"a[]\"\r\n\r\nx--b0-\r\n"
            + "--b0\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.bin\"\r\nContent-Type: a/b\r\n\r\n\u{0}\n--b1\r\n\r\n"
            + "--b0--\r\n"
        let form = try MultipartBody(Array(text.utf8), contentType: Self.type)
        #expect(form.texts("a[]") == ["one", "x--b0-"])
        let file = try #require(form.files("f").first)
        #expect(file.filename == "x.bin" && file.contentType == "a/b")
        #expect(file.content == Array("\u{0}\n--b1\r\n".utf8))
    }

    @Test(arguments: [
        ("", type), ("--b0--\r\n", type), ("--b0\r\n\r\nx\r\n--b0--", type),
        ("--b0\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx", type),
        ("--b0\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b0\r\n", type),
        ("--b0--", "application/json"),
        ("--b0--", "multipart/form-data"),
    ])
    func whatIsNoFormIsRefused(text: String, type: String) {
        #expect(throws: GatewayFailure.self) { try MultipartBody(Array(text.utf8), contentType: type) }
    }

    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")])
    func base64(text: String, expected: String) { #expect(Base64.text(Array(text.utf8)) == expected) }
}
