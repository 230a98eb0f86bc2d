internal import LLM

/// Cuts bytes into lines; work is linear in the bytes, however they are cut.
struct JSONLineSplitter: Sendable {
    private var buffer: [UInt8] = []
    private var start = 0
    /// No line end lies between `start` and here.
    private var scanned = 0
    private let maximumLength: Int
    private var hasEnded = false
    /// Whether the line that was handed on last had a line end.
    private(set) var lineIsEnded = true

    init(maximumLength: Int) { self.maximumLength = maximumLength }

    mutating func append(_ bytes: [UInt8]) {
        if start > buffer.count / 2 {
            buffer.removeFirst(start)
            scanned -= start
            start = 0
        }
        buffer += bytes
    }

    mutating func end() { hasEnded = true }

    /// The next line without its end, which the last one need not have; nil when it takes more bytes.
    ///
    /// - Throws: `LLMError.Code.malformed` for a line that is too long.
    mutating func next() throws(LLMError) -> [UInt8]? {
        let lineEnd = buffer[scanned...].firstIndex(of: UInt8(ascii: "\n"))
        scanned = lineEnd ?? buffer.count
        guard scanned - start <= maximumLength else {
            throw LLMError(
                .malformed, "a line has more than \(maximumLength) bytes; AnswerLimits.line allows no more")
        }
        guard lineEnd != nil || hasEnded && start < buffer.count else { return nil }
        lineIsEnded = lineEnd != nil
        let line = Array(buffer[start..<scanned])
        scanned = min(scanned + 1, buffer.count)
        start = scanned
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
}
