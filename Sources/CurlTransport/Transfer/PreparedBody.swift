internal import HTTPTransport

/// A request's body, ready to be sent: its files are open and measured.
enum PreparedBody: Sendable {
    /// Small, and handed to libcurl whole: it leaves with the head, in one write.
    case whole([UInt8])
    /// Handed to libcurl bit by bit.
    case upload(Upload)

    /// What libcurl writes together with the head is smaller than this.
    private static let wholeSize = 64 << 10

    /// Opens the files of a body; it may wait for the disk.
    init(_ body: HTTPRequestBody) throws(HTTPTransportError) {
        if let bytes = body.bytes, bytes.count < Self.wholeSize {
            self = .whole(bytes)
            return
        }
        var pieces: [Upload.Piece] = []
        for piece in body.pieces {
            switch piece {
            case .bytes(let bytes): pieces.append(.bytes(bytes))
            case .file(let path): pieces.append(.file(try BodyFile(path)))
            }
        }
        guard let upload = Upload(pieces) else { throw .invalidRequest("the body is too large") }
        self = upload.size == 0 ? .whole([]) : .upload(upload)
    }

    var size: Int {
        switch self {
        case .whole(let bytes): bytes.count
        case .upload(let upload): upload.size
        }
    }
}
