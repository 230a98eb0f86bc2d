/// What the client is to do.
public enum Work: Sendable {
    case burst(streams: Int, chunks: Int)
    case paced(streams: Int, interval: Int, chunks: Int)
    case idle(streams: Int, beat: Int)
    case answers(connections: Int, requests: Int)

    /// Reads the arguments of a command line; nil when they name no work.
    public init?(_ arguments: [String]) {
        let numbers = arguments.dropFirst(2).compactMap { Int($0) }
        switch (arguments.first, numbers.count) {
        case ("burst", 2): self = .burst(streams: numbers[0], chunks: numbers[1])
        case ("paced", 3): self = .paced(streams: numbers[0], interval: numbers[1], chunks: numbers[2])
        case ("idle", 2): self = .idle(streams: numbers[0], beat: numbers[1])
        case ("answers", 2): self = .answers(connections: numbers[0], requests: numbers[1])
        default: return nil
        }
    }

    /// What is open at once.
    public var streams: Int {
        switch self {
        case .burst(let streams, _), .paced(let streams, _, _), .idle(let streams, _): streams
        case .answers(let connections, _): connections
        }
    }

    /// How the server is told.
    public var path: String {
        switch self {
        case .burst(_, let chunks): "burst/\(chunks)"
        case .paced(_, let interval, let chunks): "paced/\(interval)/\(chunks)"
        case .idle(_, let beat): "beats/\(beat)"
        case .answers: "answer"
        }
    }

    /// How many requests one of the streams or connections makes, one after the other.
    public func requests(of stream: Int) -> Int {
        guard case .answers(let connections, let requests) = self else { return 1 }
        return (requests + connections - 1 - stream) / connections
    }
}
