/// Gives each model its turn.
public struct RoundRobinRouting: RoutingStrategy {
    /// Chooses the model whose turn it is.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - candidates: The models.
    /// - Returns: The place of the chosen one.
    public func choose(for call: ModelCall, among candidates: [RoutingCandidate]) -> Int {
        candidates.reduce(0) { $0 &+ $1.callCount } % candidates.count
    }
}

/// Gives each model a share of the calls, evenly spread.
public struct WeightedRouting: RoutingStrategy {
    private let weights: [Double]

    fileprivate init(weights: [Double]) { self.weights = weights }

    /// Checks that there is one weight for each model, none negative, and one above zero.
    ///
    /// - Parameter modelIDs: The models.
    /// - Throws: ``LLMError/Code/configuration`` when there is not.
    public func validate(_ modelIDs: [String]) throws(LLMError) {
        guard weights.count == modelIDs.count else {
            throw LLMError(.configuration, "\(weights.count) weights for \(modelIDs.count) models")
        }
        guard weights.allSatisfy({ $0.isFinite && $0 >= 0 }), weights.contains(where: { $0 > 0 }) else {
            throw LLMError(.configuration, "weights must be finite and not negative, and one above zero")
        }
    }

    /// Chooses the model that is furthest behind its share.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - candidates: The models.
    /// - Returns: The place of the chosen one.
    public func choose(for call: ModelCall, among candidates: [RoutingCandidate]) -> Int {
        func due(_ index: Int) -> Double {
            weights[index] > 0 ? Double(candidates[index].callCount + 1) / weights[index] : .infinity
        }
        return candidates.indices.min { due($0) < due($1) } ?? 0
    }
}

/// Chooses the model with the fewest calls that have not ended; among equals the one that had fewest.
public struct LeastLoadedRouting: RoutingStrategy {
    /// Chooses the model that is least busy.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - candidates: The models.
    /// - Returns: The place of the chosen one.
    public func choose(for call: ModelCall, among candidates: [RoutingCandidate]) -> Int {
        let leastBusy = candidates.min { ($0.inFlight, $0.callCount) < ($1.inFlight, $1.callCount) }
        return leastBusy?.index ?? 0
    }
}

extension RoutingStrategy where Self == RoundRobinRouting {
    /// Each model has its turn.
    public static var roundRobin: RoundRobinRouting { RoundRobinRouting() }
}

extension RoutingStrategy where Self == WeightedRouting {
    /// Each model gets a share of the calls.
    ///
    /// - Parameter weights: The shares, in the router's order; they need no certain sum. Zero gets no calls.
    /// - Returns: The strategy.
    public static func weighted(_ weights: [Double]) -> WeightedRouting { WeightedRouting(weights: weights) }
}

extension RoutingStrategy where Self == LeastLoadedRouting {
    /// The model with the fewest calls that have not ended gets the next; a stream ends with its last chunk, or when
    /// it is left.
    public static var leastLoaded: LeastLoadedRouting { LeastLoadedRouting() }
}
