/// A model that a router may choose, and how busy the router has kept it.
public struct RoutingCandidate: Hashable, Sendable {
    /// Its place in the router's list.
    public let index: Int
    /// The model, as it names itself.
    public let modelID: String
    /// Calls that the router gave it and that have not ended yet.
    public internal(set) var inFlight = 0
    /// Calls that the router ever gave it.
    public internal(set) var callCount = 0
}
