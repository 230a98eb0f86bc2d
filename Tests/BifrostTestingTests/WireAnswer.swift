@testable import BifrostTesting

/// One HTTP answer taken apart by hand.
struct WireAnswer {
    var head: String
    var status: Int
    /// The chunks of a chunked body, or the whole body as one.
    var chunks: [[UInt8]]

    var body: [UInt8] { chunks.flatMap(\.self) }
    var text: String { String(decoding: body, as: UTF8.self) }

    func json() throws -> JSONValue { try JSONParser.parse(body) }

    func header(_ name: String) -> String? {
        let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
        return line.map { String($0.dropFirst(name.count + 1).drop { $0 == " " }) }
    }

    /// The data of the events, `[DONE]` included.
    var events: [String] {
        text.components(separatedBy: "\n\n").filter { !$0.isEmpty }.map { String($0.dropFirst("data: ".count)) }
    }

    /// The chunks of a chat stream, without `[DONE]`.
    func chatChunks() throws -> [JSONValue] { try events.filter { $0 != "[DONE]" }.map { try JSONParser.parse($0) } }

    /// Nil while bytes are missing.
    init?(_ bytes: [UInt8]) {
        guard let end = Self.end(of: Array("\r\n\r\n".utf8), in: bytes, from: 0) else { return nil }
        head = String(decoding: bytes[..<end], as: UTF8.self)
        status = Int(head.split(separator: " ")[1]) ?? 0
        chunks = []
        if header("transfer-encoding") == "chunked" {
            guard bytes.suffix(5).elementsEqual(Array("0\r\n\r\n".utf8)) else { return nil }
            guard let read = Self.chunks(bytes, from: end) else { return nil }
            chunks = read
        } else {
            let length = header("content-length").flatMap { Int($0) } ?? 0
            guard bytes.count >= end + length else { return nil }
            chunks = [Array(bytes[end..<end + length])]
        }
    }

    private static func chunks(_ bytes: [UInt8], from start: Int) -> [[UInt8]]? {
        var position = start
        var chunks: [[UInt8]] = []
        while let lineEnd = end(of: [13, 10], in: bytes, from: position) {
            guard let size = Int(String(decoding: bytes[position..<lineEnd - 2], as: UTF8.self), radix: 16) else {
                return nil
            }
            guard bytes.count >= lineEnd + size + 2 else { return nil }
            if size == 0 { return chunks }
            chunks.append(Array(bytes[lineEnd..<lineEnd + size]))
            position = lineEnd + size + 2
        }
        return nil
    }

    private static func end(of mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count - start >= mark.count else { return nil }
        for position in start...(bytes.count - mark.count)
        where bytes[position] == mark[0] && bytes[position..<position + mark.count].elementsEqual(mark) {
            return position + mark.count
        }
        return nil
    }
}

extension String {
    func components(separatedBy separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
