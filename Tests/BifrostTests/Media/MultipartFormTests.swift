@testable import Bifrost
import HTTPTransport
import LLM
import TestSupport
import Testing

/// A form as RFC 7578 has it, in pieces.
struct MultipartFormTests {
    private func form() -> MultipartForm {
        var generator = SplitMix64(state: 1)
        return MultipartForm(using: &generator)
    }

    private func boundary(_ body: EndpointRequest.Body) -> String {
        String(body.contentType.dropFirst("multipart/form-data; boundary=".count))
    }

    @Test func textsAndFiles() throws {
        var form = form()
        form.add("model", "openai/whisper-1")
        try form.add("file", .bytes([1, 13, 10, 2], name: "a.wav"))
        form.add("prompt", "two\nlines")
        let body = form.body
        let mark = boundary(body)
        let expected =
            "--\(mark)\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nopenai/whisper-1\r\n"
            + "--\(mark)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n"
            + "Content-Type: audio/wav\r\n\r\n\u{1}\r\n\u{2}\r\n"
            + "--\(mark)\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\ntwo\nlines\r\n--\(mark)--\r\n"
        #expect(String(decoding: body.content.bytes ?? [], as: UTF8.self) == expected)
    }

    @Test func aFileOnDiskIsNamedAndNotRead() throws {
        var form = form()
        try form.add("file", .file(path: "/nowhere/talk.mp3"))
        let pieces = form.body.content.pieces
        #expect(pieces.count == 3)
        #expect(pieces[1] == .file(path: "/nowhere/talk.mp3"))
        guard case .bytes(let head) = pieces[0] else { throw LLMError(.malformed, "no head") }
        #expect(
            String(decoding: head, as: UTF8.self).contains("filename=\"talk.mp3\"\r\nContent-Type: audio/mpeg\r\n\r\n"))
    }

    @Test(arguments: [
        ("a\"b", "a%22b"), ("a\nb", "a%0Ab"), ("a\r\nb", "a%0D%0Ab"), ("a\\b%22", "a\\b%22"),
        ("Grüße.wav", "Grüße.wav"),
        ("e\u{301}\"", "e\u{301}%22"),
    ])
    func namesOfFilesAreEscaped(name: String, escaped: String) throws {
        var form = form()
        try form.add("file", .bytes([0], name: name))
        let text = String(decoding: form.body.content.bytes ?? [], as: UTF8.self)
        #expect(text.contains("filename=\"\(escaped)\"\r\n"))
    }

    @Test(arguments: [("a\nb", "a%0D%0Ab"), ("a\rb", "a%0D%0Ab"), ("a\r\nb", "a%0D%0Ab"), ("a\"[]", "a%22[]")])
    func namesOfFieldsAreEscaped(name: String, escaped: String) {
        var form = form()
        form.add(name, "v")
        let text = String(decoding: form.body.content.bytes ?? [], as: UTF8.self)
        #expect(text.contains("name=\"\(escaped)\"\r\n\r\nv\r\n"))
    }

    @Test func boundariesDiffer() {
        #expect(MultipartForm().body.contentType != MultipartForm().body.contentType)
        #expect(boundary(MultipartForm().body).utf8.count <= 70, "RFC 2046 section 5.1.1 allows no more")
    }

    @Test func aContentTypeCannotBeginAnotherField() {
        var form = form()
        #expect(throws: LLMError.self) {
            try form.add("file", .bytes([0], name: "a", contentType: "a/b\r\nX-Evil: 1"))
        }
    }

    @Test(arguments: [
        ("a.mp3", "audio/mpeg"), ("A.WAV", "audio/wav"), ("b.tar.png", "image/png"),
        ("data.jsonl", "application/jsonl"),
        ("none", "application/octet-stream"), ("a.xyz", "application/octet-stream"), ("a.", "application/octet-stream"),
    ])
    func contentTypes(name: String, type: String) {
        #expect(MediaFile.bytes([0], name: name).contentType == type)
        #expect(MediaFile.file(path: "/tmp/\(name)").contentType == type)
        #expect(MediaFile.file(path: "/tmp/\(name)", contentType: "x/y").contentType == "x/y")
    }
}
