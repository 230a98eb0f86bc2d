/// What has happened at the gateway: connections, requests, and when peers went away.
struct Journal: Sendable {
    /// The bounds of what is kept, oldest first out.
    let maximumRequests: Int
    let maximumBodyBytes: Int

    private(set) var acceptedConnections = 0
    private(set) var openConnections: Set<Int> = []
    private(set) var requests: [RecordedRequest] = []
    private(set) var receivedRequests = 0
    private var bodyBytes = 0
    private var peerClosures: [Int: ContinuousClock.Instant] = [:]

    init(maximumRequests: Int, maximumBodyBytes: Int) {
        self.maximumRequests = maximumRequests
        self.maximumBodyBytes = maximumBodyBytes
    }

    mutating func connectionAccepted() -> Int {
        defer { acceptedConnections += 1 }
        openConnections.insert(acceptedConnections)
        return acceptedConnections
    }

    /// Notes the end of a connection; `peerClosed` is nil when the gateway itself closed it.
    mutating func connectionClosed(_ connection: Int, peerClosed: ContinuousClock.Instant?) {
        openConnections.remove(connection)
        guard let peerClosed else { return }
        for request in requests where request.connection == connection { peerClosures[request.index] = peerClosed }
    }

    mutating func requestReceived(_ request: RecordedRequest) {
        receivedRequests += 1
        bodyBytes += request.body.count
        requests.append(request)
        while requests.count > maximumRequests || bodyBytes > maximumBodyBytes, requests.count > 1 {
            let dropped = requests.removeFirst()
            bodyBytes -= dropped.body.count
            peerClosures[dropped.index] = nil
        }
    }

    func request(_ index: Int) -> RecordedRequest? { requests.first { $0.index == index } }

    func peerClosure(ofRequest index: Int) -> ContinuousClock.Instant? { peerClosures[index] }
}
