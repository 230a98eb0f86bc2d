public import ClientMeasuring

/// Reads answers of one stream or connection as their bytes come.
public protocol Reading: Sendable {
    init(_ work: Work)

    mutating func take(_ bytes: UnsafeRawBufferPointer) throws

    /// The end of an answer.
    mutating func end() throws

    /// What was read so far.
    var tally: Tally { get }
}
