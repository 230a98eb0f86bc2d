import Glibc

/// Reads a file line by line, with no more of it in memory than one line and a buffer.
struct LineReader: ~Copyable {
    /// A line without its end.
    struct Line: Sendable, Equatable {
        /// Its number, from 1; empty lines count.
        var number: Int
        /// Where it begins in the file.
        var offset: Int
        /// Its bytes; nil when it is longer than a line may be.
        var bytes: [UInt8]?
        /// How many bytes it takes of the file, its end included.
        var length: Int
    }

    private static let bufferSize = 256 << 10

    private let file: InputFile
    private let maximumLength: Int
    private var buffer: ArraySlice<UInt8> = []
    private var number: Int
    private var offset: Int

    /// - Parameters:
    ///   - file: The file.
    ///   - offset: Where the file stands.
    ///   - number: The number of the line that begins there.
    ///   - maximumLength: The most bytes of a line that are kept.
    init(
        _ file: consuming InputFile, from offset: Int = 0, number: Int = 1, maximumLength: Int = 64 << 20
    ) {
        self.file = file
        self.offset = offset
        self.number = number - 1
        self.maximumLength = maximumLength
    }

    /// Whether bytes, or the file's end, can be read without waiting for longer than this.
    func isReadable(within milliseconds: Int32) -> Bool { !buffer.isEmpty || file.isReadable(within: milliseconds) }

    /// The first bytes, without taking them; fewer when there are not so many.
    ///
    /// Only before the first line.
    mutating func prefix(atLeast minimum: Int, atMost maximum: Int) throws -> [UInt8] {
        while buffer.count < minimum {
            let more = try file.read(atMost: maximum - buffer.count)
            if more.isEmpty { break }
            buffer += more
        }
        return Array(buffer.prefix(maximum))
    }

    /// The next line, the last one with or without an end; nil when there is no more.
    mutating func next() throws -> Line? {
        var bytes: [UInt8] = []
        var length = 0
        while true {
            if buffer.isEmpty { buffer = try file.read(atMost: Self.bufferSize)[...] }
            if buffer.isEmpty { return length == 0 ? nil : line(bytes, length) }
            let end = buffer.firstIndex(ofByte: UInt8(ascii: "\n"))
            let piece = buffer[..<(end ?? buffer.endIndex)]
            if length <= maximumLength { bytes += piece }
            length += piece.count
            buffer = buffer[(end.map { $0 + 1 } ?? buffer.endIndex)...]
            if end != nil { return line(bytes, length + 1) }
        }
    }

    private mutating func line(_ bytes: [UInt8], _ length: Int) -> Line {
        number += 1
        defer { offset += length }
        return Line(number: number, offset: offset, bytes: bytes.count > maximumLength ? nil : bytes, length: length)
    }
}

extension ArraySlice<UInt8> {
    /// Where a byte stands first; the C library looks at many at a time.
    fileprivate func firstIndex(ofByte byte: UInt8) -> Int? {
        withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress, let place = memchr(start, Int32(byte), bytes.count) else { return nil }
            return startIndex + (UnsafeRawPointer(place) - UnsafeRawPointer(start))
        }
    }
}
