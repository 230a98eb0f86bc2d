import Dispatch
import Synchronization

/// Hands out an input's lines one at a time, from a thread that may wait.
final class LineSource: Sendable {
    /// How long a wait for a pipe goes on before it is looked whether anybody still wants to read.
    private static let wakeInterval: Int32 = 100

    private struct State: ~Copyable {
        var reader: LineReader
    }

    /// The bytes that the input has; nil for a pipe.
    let size: Int?
    private let state: Mutex<State>
    private let stop: StopSignal
    private let queue = DispatchQueue(label: "bifrost.map.input")

    /// - Parameters:
    ///   - path: The file, or `-` for standard input.
    ///   - stop: When it is given, there are no further lines.
    /// - Throws: `LLMError.Code.configuration` for a file that cannot be read.
    init(path: String, stop: StopSignal) throws {
        let file = try InputFile(path: path)
        size = file.size
        state = Mutex(State(reader: LineReader(file)))
        self.stop = stop
    }

    /// The first bytes, without taking them: a good many of a file, and of a pipe what there is, but no fewer than an
    /// earlier run had.
    ///
    /// - Throws: `CancellationError` when the wait for a pipe shall stop.
    func prefix(since mark: JobMark?) throws -> [UInt8] {
        let count = size == nil ? mark?.prefixBytes ?? 1 : JobMark.prefixLength
        return try state.withLock { state in
            while !state.reader.isReadable(within: Self.wakeInterval) {
                if stop.isGiven { throw CancellationError() }
            }
            return try state.reader.prefix(atLeast: count, atMost: JobMark.prefixLength)
        }
    }

    /// The next line; nil at the end, or when there are to be no more.
    func next() async throws -> LineReader.Line? {
        // A regular file is never waited for long, and a change of threads costs more than a line.
        if size != nil { return try read() }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.read() }) }
        }
    }

    private func read() throws -> LineReader.Line? {
        try state.withLock { state in
            while !stop.isGiven {
                if state.reader.isReadable(within: Self.wakeInterval) { return try state.reader.next() }
            }
            return nil
        }
    }
}
