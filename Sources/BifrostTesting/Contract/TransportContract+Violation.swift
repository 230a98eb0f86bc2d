extension TransportContract {
    /// A promise that an implementer did not keep.
    public struct Violation: Error, CustomStringConvertible {
        /// The promise, and what was seen instead.
        public let description: String

        init(_ promise: TransportContract, _ seen: String) { description = "\(promise.rawValue): \(seen)" }
    }
}
