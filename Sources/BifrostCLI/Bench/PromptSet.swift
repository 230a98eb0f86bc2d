import LLM

/// What the calls of a load test ask, in turn.
struct PromptSet {
    private static let usual = "Write a short story about a bridge, in about a hundred words."

    let requests: [RequestLine]

    /// - Parameters:
    ///   - texts: Prompts of the command line.
    ///   - path: A file with a prompt on each line: JSON as `bifrost map` takes it, or plain text.
    /// - Throws: `LLMError.Code.configuration` for a file that cannot be read, or has a line that is no request.
    init(texts: [String], path: String?) throws {
        var requests = texts.map { RequestLine(messages: [.user($0)], fields: [:]) }
        if let path { requests += try Self.lines(of: path) }
        if requests.isEmpty { requests = [RequestLine(messages: [.user(Self.usual)], fields: [:])] }
        self.requests = requests
    }

    private static func lines(of path: String) throws -> [RequestLine] {
        var reader = LineReader(try InputFile(path: path), maximumLength: 16 << 20)
        var requests: [RequestLine] = []
        while let line = try reader.next() {
            if line.isBlank { continue }
            guard let bytes = line.bytes else { throw LLMError(.configuration, "line \(line.number) is too long") }
            requests.append(try request(bytes, line.number, path))
        }
        guard !requests.isEmpty else { throw LLMError(.configuration, "\"\(path)\" has no prompts") }
        return requests
    }

    private static func request(_ bytes: [UInt8], _ number: Int, _ path: String) throws(LLMError) -> RequestLine {
        let first = bytes.first { $0 > UInt8(ascii: " ") }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "\"") else {
            let text = String(decoding: bytes, as: UTF8.self)
            return RequestLine(messages: [.user(text)], fields: [:])
        }
        var id: JSONValue?
        do throws(LLMError) {
            return try RequestForm().request(bytes, id: &id)
        } catch {
            throw LLMError(.configuration, "\"\(path)\", line \(number): \(error.message)", cause: error)
        }
    }
}
