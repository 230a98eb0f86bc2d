import LLM
import Testing

@testable import Bifrost

struct ContentPartTests {
    private func part(_ part: ContentPart) throws -> JSONValue? {
        try requestMessage(.user([part, .text("")]))?["content"]?[0]
    }

    static let parts: [(ContentPart, JSONValue)] = [
        (.text("a"), ["type": "text", "text": "a"]),
        (
            .image(url: "https://x/y.png", detail: .high),
            ["type": "image_url", "image_url": ["url": "https://x/y.png", "detail": "high"]]
        ),
        (
            .image(data: [1, 2], mimeType: "image/gif"),
            ["type": "image_url", "image_url": ["url": "data:image/gif;base64,AQI="]]
        ),
        (
            .audio(data: [1, 2, 3], format: .wav),
            ["type": "input_audio", "input_audio": ["data": "AQID", "format": "wav"]]
        ),
        (.audio(data: [0], format: nil), ["type": "input_audio", "input_audio": ["data": "AA=="]]),
        (
            .file(data: [1], name: "a.pdf", mimeType: "application/pdf"),
            [
                "type": "file",
                "file": [
                    "file_data": "data:application/pdf;base64,AQ==", "filename": "a.pdf",
                    "file_type": "application/pdf",
                ],
            ]
        ),
        (
            .file(data: [1], name: nil),
            ["type": "file", "file": ["file_data": "data:application/octet-stream;base64,AQ=="]]
        ),
        (.file(url: "https://x/y.pdf"), ["type": "file", "file": ["file_url": "https://x/y.pdf"]]),
        (.file(id: "file-1"), ["type": "file", "file": ["file_id": "file-1"]]),
        (.refusal("no"), ["type": "refusal", "refusal": "no"]),
    ]

    @Test(arguments: parts)
    func isSent(content: ContentPart, json: JSONValue) throws {
        #expect(try part(content) == json)
    }

    @Test(arguments: parts)
    func takesMarks(content: ContentPart, json: JSONValue) throws {
        var marked = json
        marked["cache_control"] = ["type": "ephemeral", "ttl": "1h", "scope": "user"]
        marked["citations"] = ["enabled": true]
        #expect(try part(content.cached(CacheControl(ttl: .oneHour, scope: .user)).citable()) == marked)
    }

    @Test func aMarkedTextIsAPart() throws {
        let content = try requestMessage(.user([.text("long").cached()]))?["content"]
        #expect(content == [["type": "text", "text": "long", "cache_control": ["type": "ephemeral"]]])
        #expect(try requestMessage(.user([.text("short")]))?["content"] == "short")
        let uncited = try requestMessage(.user([.text("x").citable(false)]))?["content"]
        #expect(uncited == [["type": "text", "text": "x", "citations": ["enabled": false]]])
    }

    @Test func theTextsOfPartsAreJoined() {
        #expect(Message.user([.text("a"), .image(url: "https://x"), .text("b").cached(), .refusal("c")]).text == "ab")
    }
}
