/// Server-sent events as the gateway frames them.
enum EventStream {
    /// The gateway's writer copies through a buffer of this size, so a longer event leaves in several HTTP chunks.
    static let maximumChunk = 4096

    static let done = "[DONE]"

    /// One event, as one HTTP chunk or as several when it is long.
    static func steps(data: String) -> [Reply.Step] { chunks("data: \(data)\n\n") }

    /// One event with a name.
    static func steps(name: String, data: String) -> [Reply.Step] { chunks("event: \(name)\ndata: \(data)\n\n") }

    static func chunks(_ text: String) -> [Reply.Step] {
        let bytes = Array(text.utf8)
        return stride(from: 0, to: bytes.count, by: maximumChunk).map { start in
            .bytes(Array(bytes[start..<min(start + maximumChunk, bytes.count)]))
        }
    }
}
