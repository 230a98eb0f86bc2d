/// The body of a request: pieces sent one after the other.
///
/// A value: a file is named, not opened, so that the same body can be sent any number of times.
public struct HTTPRequestBody: Hashable, Sendable {
    /// A part of a body.
    @nonexhaustive
    public enum Piece: Hashable, Sendable {
        /// Bytes in memory.
        case bytes([UInt8])
        /// All that a regular file holds when the request is sent; it is read bit by bit, and must not change meanwhile.
        case file(path: String)
    }

    /// The pieces, in order.
    ///
    /// No pieces make an empty body.
    public var pieces: [Piece]

    /// Makes a body.
    ///
    /// - Parameter pieces: The pieces, in order.
    public init(pieces: [Piece]) { self.pieces = pieces }

    /// Makes a body of bytes in memory.
    ///
    /// - Parameter bytes: The bytes.
    public init(_ bytes: [UInt8]) { self.init(pieces: [.bytes(bytes)]) }

    /// The whole body.
    ///
    /// Nil when a piece is a file.
    public var bytes: [UInt8]? {
        var whole: [UInt8] = []
        for piece in pieces {
            guard case .bytes(let bytes) = piece else { return nil }
            // The only piece is returned as it is, not copied.
            if whole.isEmpty { whole = bytes } else { whole += bytes }
        }
        return whole
    }
}

extension HTTPRequestBody.Piece: CustomStringConvertible, CustomReflectable {
    /// The number of bytes, or the file's path.
    public var description: String {
        switch self {
        case .bytes(let bytes): "\(bytes.count) bytes"
        case .file(let path): path
        }
    }

    /// The description alone, so that a dump shows no content either.
    public var customMirror: Mirror { Mirror(self, children: ["piece": description]) }
}
