/// Sends calls with the same key to the same model, so that its prompt cache is found again.
///
/// Every process with the same list of models agrees.
public struct StickyRouting: RoutingStrategy {
    private let key: @Sendable (ModelCall) -> String?

    /// Makes a strategy.
    ///
    /// - Parameter key: What calls must share, such as ``GenerateOptions/user``; nil gives the models their turns.
    public init(by key: @escaping @Sendable (ModelCall) -> String?) { self.key = key }

    /// Chooses the key's model; without a key, the model whose turn it is.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - candidates: The models.
    /// - Returns: The place of the chosen one.
    public func choose(for call: ModelCall, among candidates: [RoutingCandidate]) -> Int {
        guard let key = key(call) else { return RoundRobinRouting().choose(for: call, among: candidates) }
        return Int(Self.digest(of: key) % UInt64(candidates.count))
    }

    /// FNV-1a: the same in every process, unlike Swift's own hashes, so that a fleet agrees.
    private static func digest(of key: String) -> UInt64 {
        key.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
