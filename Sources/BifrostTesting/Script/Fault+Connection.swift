extension Fault {
    /// What a fault of the connection makes of an answer; nil for faults of another kind.
    ///
    /// - Parameters:
    ///   - half: The first part of the body.
    ///   - whole: The body.
    ///   - isChunked: Whether a chunk can be cut.
    /// - Returns: The steps.
    func connectionSteps(half: [Reply.Step], whole: [Reply.Step], isChunked: Bool) -> [Reply.Step]? {
        switch self {
        case .resetBeforeHead: [.reset]
        case .closeBeforeHead: [.close]
        case .silentAfterAccept: [.hang]
        case .headThenSilence: [.head, .hang]
        case .resetMidStream: half + [.reset]
        // The chunk promises 255 bytes and holds six.
        case .closeMidChunk where isChunked: half + [.raw(Array("ff\r\ndata: ".utf8)), .close]
        case .closeMidChunk, .closeBetweenChunks: half + [.close]
        case .silentMidStream: half + [.hang]
        case .closeAfterAnswer: whole + [.end, .close]
        default: nil
        }
    }
}
