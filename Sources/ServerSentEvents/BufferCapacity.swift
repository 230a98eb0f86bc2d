/// How buffers are kept for reuse.
enum BufferCapacity {
    /// The most bytes of empty buffer to keep: one huge event must not pin its memory for the rest of a long stream.
    static let kept = 1 << 16
}
