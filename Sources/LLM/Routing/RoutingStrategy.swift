/// Chooses the model for each call of a ``ModelRouter``.
///
/// A strategy needs no state of its own: the candidates say how often each was chosen and how busy it is.
public protocol RoutingStrategy: Sendable {
    /// Checks that the strategy fits the models, when the router is made. The default accepts all.
    ///
    /// - Parameter modelIDs: The models, in the router's order; at least one.
    /// - Throws: ``LLMError/Code/configuration`` when it does not fit.
    func validate(_ modelIDs: [String]) throws(LLMError)

    /// Chooses a model; called once or more for each call, and not while the router holds a lock.
    ///
    /// When another call was given out in between, it is asked again with the new counts.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - candidates: The models, in the router's order; at least one.
    /// - Returns: The place of the chosen one.
    /// - Throws: When none shall answer the call.
    func choose(for call: ModelCall, among candidates: [RoutingCandidate]) throws -> Int
}

extension RoutingStrategy {
    /// Accepts all.
    ///
    /// - Parameter modelIDs: The models.
    /// - Throws: Nothing.
    public func validate(_ modelIDs: [String]) throws(LLMError) {}
}
