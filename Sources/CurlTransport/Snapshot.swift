extension CurlTransport {
    /// What a transport has in hand, and what it has done since it started.
    public struct Snapshot: Hashable, Sendable {
        /// Transfers that wait for a slot or to connect.
        public var queued = 0
        /// Transfers that look a name up, connect or shake hands.
        public var connecting = 0
        /// Transfers whose request is sent, or being sent, and whose answer has not begun.
        public var awaitingHead = 0
        /// Transfers whose answer is being received.
        public var receiving = 0
        /// Transfers that are paused because their reader is behind.
        public var paused = 0
        /// Transfers that have ended, whose connection is being closed or kept.
        public var ending = 0
        /// Sockets that are watched: those in use, and those of shared and kept connections.
        ///
        /// A paused transfer's is not watched.
        public var sockets = 0
        /// Bytes of large request bodies that are in memory and were not sent: of files at most 256 KiB for each
        /// transfer.
        public var bytesBuffered = 0

        /// Transfers that were answered to the end.
        public var completed = 0
        /// Transfers that ended in an error.
        public var failed = 0
        /// Transfers that their reader gave up, finished early ones included.
        public var abandoned = 0
        /// Requests that were sent on a connection of their own.
        public var newConnections = 0
        /// Requests that were sent on a kept connection.
        public var reusedConnections = 0
        /// Bytes of bodies that were received.
        public var bytesReceived = 0
        /// Bytes of bodies that were sent, by transfers that have ended.
        public var bytesSent = 0
        /// How often a loop woke up.
        public var wakeUps = 0
        /// How often a loop called libcurl only to make up for timers that libcurl may have lost.
        public var kicks = 0
        /// How often a loop turned without anything to do until it was slowed down; more than none is a defect of
        /// this libcurl worth reporting.
        public var spins = 0

        /// Counts nothing.
        public init() {}

        static func + (one: Snapshot, other: Snapshot) -> Snapshot {
            var sum = one
            for count in counts { sum[keyPath: count] += other[keyPath: count] }
            return sum
        }

        private static var counts: [WritableKeyPath<Snapshot, Int>] {
            [
                \.queued, \.connecting, \.awaitingHead, \.receiving, \.paused, \.ending, \.sockets, \.bytesBuffered,
                \.completed,
                \.failed, \.abandoned, \.newConnections, \.reusedConnections, \.bytesReceived, \.bytesSent,
                \.wakeUps, \.kicks, \.spins,
            ]
        }
    }
}
