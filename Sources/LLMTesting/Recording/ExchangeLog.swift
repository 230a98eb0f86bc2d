import HTTPTransport
import LLM
private import Synchronization

/// What a recording transport has seen so far, within its largest size.
final class ExchangeLog: Sendable {
    fileprivate struct State {
        var exchanges: [Recording.Exchange] = []
        /// When the last thing of each exchange happened.
        var instants: [ContinuousClock.Instant] = []
        var size = 0
        var isComplete = true
    }

    private let state = Mutex(State())
    private let maximumSize: Int
    private let clock: CallClock

    init(maximumSize: Int, clock: CallClock) {
        self.maximumSize = maximumSize
        self.clock = clock
    }

    var exchanges: [Recording.Exchange] { state.withLock { $0.exchanges } }

    /// Whether everything was kept.
    var isComplete: Bool { state.withLock { $0.isComplete } }

    /// Notes a request; nil when there is no room for it.
    func began(_ request: Recording.Request) -> Int? {
        let now = clock.now()
        return state.withLock { state in
            guard state.takeRoom(request.footprint, of: maximumSize) else { return nil }
            state.exchanges.append(Recording.Exchange(request: request))
            state.instants.append(now)
            return state.exchanges.count - 1
        }
    }

    func failed(_ exchange: Int, _ error: Recording.Failure) {
        state.withLock { $0.exchanges[exchange].error = error }
    }

    func answered(_ exchange: Int, _ head: HTTPResponseHead) {
        let now = clock.now()
        state.withLock { state in
            var response = Recording.Response(
                status: head.status, version: head.version, fields: head.fields, delay: state.pass(exchange, now),
                ending: .open)
            if !state.takeRoom(head.fields.footprint, of: maximumSize) {
                response.fields = HTTPFields()
                response.ending = .tooLarge
            }
            state.exchanges[exchange].response = response
        }
    }

    func received(_ exchange: Int, _ bytes: [UInt8]) {
        let now = clock.now()
        state.withLock { state in
            guard state.exchanges[exchange].response?.ending == .open else { return }
            guard state.takeRoom(bytes.count, of: maximumSize) else {
                state.exchanges[exchange].response?.ending = .tooLarge
                return
            }
            let piece = Recording.Response.Piece(bytes, delay: state.pass(exchange, now))
            state.exchanges[exchange].response?.pieces.append(piece)
        }
    }

    /// Notes how a body ended; only the first ending counts.
    func ended(_ exchange: Int, _ ending: Recording.Ending) {
        state.withLock { state in
            guard state.exchanges[exchange].response?.ending == .open else { return }
            state.exchanges[exchange].response?.ending = ending
        }
    }
}

extension ExchangeLog.State {
    fileprivate mutating func takeRoom(_ size: Int, of maximum: Int) -> Bool {
        guard size <= maximum - self.size else {
            isComplete = false
            return false
        }
        self.size += size
        return true
    }

    /// The time since the last thing that happened in an exchange.
    fileprivate mutating func pass(_ exchange: Int, _ now: ContinuousClock.Instant) -> Duration {
        defer { instants[exchange] = now }
        return instants[exchange].duration(to: now)
    }
}

extension Recording.Request {
    /// Bytes that it takes in memory, roughly.
    fileprivate var footprint: Int {
        MemoryLayout<Recording.Exchange>.stride + url.utf8.count + fields.footprint + (body?.count ?? 0)
    }
}

extension HTTPFields {
    /// Bytes that they take in memory, roughly.
    fileprivate var footprint: Int {
        all.reduce(0) { $0 + MemoryLayout<Field>.stride + $1.name.utf8.count + $1.value.utf8.count }
    }
}
