public import ClientMeasuring
import FoundationEssentials
import Glibc

private let lineFeed: UInt8 = 0x0A

/// Reads with `JSONDecoder`, into the fields that are asked for alone: more of them would take it longer.
public struct DecoderReading: Reading {
    /// What was read so far.
    public private(set) var tally = Tally()
    private let isWhole: Bool
    private let isStamped: Bool
    private let decoder = JSONDecoder()
    /// The beginning of a line, or of a whole answer, whose rest is still to come.
    private var kept = Data()

    /// Creates a reading of one stream or connection.
    public init(_ work: Work) {
        isWhole = work.isWhole
        isStamped = work.stamps > 0
        if isStamped { tally.expectDelays(work.stamps) }
    }

    /// Takes what has come.
    public mutating func take(_ bytes: UnsafeRawBufferPointer) throws {
        guard !isWhole else { return kept.append(contentsOf: bytes) }
        guard var start = bytes.baseAddress else { return }
        let end = start + bytes.count
        while let found = memchr(start, CInt(lineFeed), end - start) {
            let lineEnd = UnsafeRawPointer(found)
            try take(line: UnsafeRawBufferPointer(start: start, count: lineEnd - start))
            start = lineEnd + 1
        }
        kept.append(contentsOf: UnsafeRawBufferPointer(start: start, count: end - start))
    }

    /// Takes the end of an answer.
    public mutating func end() throws {
        if isWhole {
            tally.take(try decoder.decode(Answer.self, from: kept).choices[0].message.content)
            kept.removeAll(keepingCapacity: true)
        } else if isStamped {
            tally.dropOpening()
        }
    }

    private mutating func take(line: UnsafeRawBufferPointer) throws {
        guard !kept.isEmpty else { return try read(line) }
        kept.append(contentsOf: line)
        let whole = kept
        kept.removeAll(keepingCapacity: true)
        try whole.withUnsafeBytes { try read($0) }
    }

    private mutating func read(_ line: UnsafeRawBufferPointer) throws {
        // Neither a comment nor `[DONE]`.
        guard line.starts(with: "data: {".utf8), let start = line.baseAddress else { return }
        let json = UnsafeMutableRawPointer(mutating: start + 6)
        let data = Data(bytesNoCopy: json, count: line.count - 6, deallocator: .none)
        guard let text = try decoder.decode(Chunk.self, from: data).choices.first?.delta.content else { return }
        if isStamped { tally.takeStamp(text) } else { tally.take(text) }
    }
}

private struct Chunk: Decodable {
    struct Choice: Decodable { var delta: Delta }
    struct Delta: Decodable { var content: String? }
    var choices: [Choice]
}

private struct Answer: Decodable {
    struct Choice: Decodable { var message: Message }
    struct Message: Decodable { var content: String }
    var choices: [Choice]
}
