import NIOCore
import NIOHTTP1

/// HTTP/1.1 framing of a scripted answer (RFC 9112), byte for byte under the script's control.
enum ResponseFraming {
    static func head(of script: Script) -> ByteBuffer {
        let status = HTTPResponseStatus(statusCode: script.status)
        let reason = status.reasonPhrase.isEmpty ? "Unknown Status Code" : status.reasonPhrase
        var head = ByteBuffer(string: "HTTP/1.1 \(script.status) \(reason)\r\n")
        for (name, value) in script.headers { head.writeString("\(name): \(value)\r\n") }
        switch script.framing {
        case .chunked: head.writeStaticString("Transfer-Encoding: chunked\r\n")
        case .contentLength(let length): head.writeString("Content-Length: \(length)\r\n")
        case .untilClose: head.writeStaticString("Connection: close\r\n")
        }
        head.writeStaticString("\r\n")
        return head
    }

    /// An empty chunk would end the body, so no bytes are no chunk.
    static func append(_ bytes: [UInt8], framing: Reply.Framing, to buffer: inout ByteBuffer) {
        guard !bytes.isEmpty else { return }
        guard framing == .chunked else {
            buffer.writeBytes(bytes)
            return
        }
        buffer.writeString(String(bytes.count, radix: 16) + "\r\n")
        buffer.writeBytes(bytes)
        buffer.writeStaticString("\r\n")
    }
}
