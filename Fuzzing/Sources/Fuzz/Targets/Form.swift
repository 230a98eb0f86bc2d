@testable import Bifrost
import LLM

extension FuzzTarget {
    /// Forms with files: what a plain reader of RFC 7578 finds in them is what was put in, and nothing else.
    static let form = FuzzTarget(name: "form", maximumLength: 512, seeds: { _ in inputs }) { input in
        var reader = InputReader(input)
        let (name, fileName, type, value) = (reader.text(), reader.text(), reader.text(), reader.text())
        let content = reader.remainder()
        var generator = InputGenerator(input)
        var form = MultipartForm(using: &generator)
        form.add(name, value)
        do {
            try form.add(name, MediaFile.bytes(content, name: fileName, contentType: type))
        } catch {
            return expect(type.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }, "refused \(type)")
        }
        form.add("last", "x")
        check(form.body, contents: [Array(value.utf8), content, Array("x".utf8)], type)
    }

    private static func check(_ body: EndpointRequest.Body, contents: [[UInt8]], _ type: String) {
        guard let bytes = body.content.bytes, let boundary = body.contentType.split(separator: "=").last else {
            fatalError("no bytes or no boundary")
        }
        let parts = parts(of: bytes, boundary: Array("--\(boundary)".utf8))
        expectEqual(parts.map(\.content), contents, "the contents of the parts")
        for part in parts {
            expect(part.head.starts(with: "Content-Disposition: form-data; name=\"".utf8), "the head of a part")
        }
        expectEqual(parts.map { $0.head.count { $0 == 0x0A } }, [0, 1, 0], "lines in the heads")
        expect(parts[1].head.suffix(type.utf8.count).elementsEqual(type.utf8), "the content type")
    }

    private static func parts(of bytes: [UInt8], boundary: [UInt8]) -> [(head: [UInt8], content: [UInt8])] {
        let lineEnd = Array("\r\n".utf8)
        var parts: [(head: [UInt8], content: [UInt8])] = []
        var position = boundary.count
        expect(bytes.starts(with: boundary), "a form that does not begin with its boundary")
        while bytes[position...].starts(with: lineEnd) {
            let start = position + 2
            guard let head = bytes.position(of: lineEnd + lineEnd, from: start),
                let end = bytes.position(of: lineEnd + boundary, from: head + 2)
            else { fatalError("a part without an end") }
            parts.append((Array(bytes[start..<head]), Array(bytes[(head + 4)..<max(head + 4, end)])))
            position = end + 2 + boundary.count
        }
        expect(bytes[position...].elementsEqual("--\r\n".utf8), "a form that does not end with its boundary")
        return parts
    }

    private static let inputs = ["\u{4}name\u{5}a.png\u{9}image/png\u{3}a\r\nbytes", "\u{3}\"\r\n\u{2}\n\"\u{0}\u{0}"]
        .map { Array($0.utf8) }
}
