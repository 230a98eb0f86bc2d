/// A job that was submitted: a value that can be stored and looked up later, also by another process.
public struct AsyncJob<Result: JobResult>: Hashable, Sendable, Codable {
    /// The id that the gateway gave it.
    public var id: String
    /// The endpoint whose work it does.
    public var kind: JobKind

    /// Makes the handle of a job that was submitted elsewhere.
    ///
    /// - Parameters:
    ///   - id: The id that the gateway gave it.
    ///   - kind: The endpoint whose work it does.
    public init(id: String, kind: JobKind) {
        self.id = id
        self.kind = kind
    }
}
