import CurlTransport
import HTTPTransport

/// One line of the table: a number of streams that wait for one limit.
struct Run {
    enum Pace {
        /// One after the other.
        case sequential
        /// Begun evenly over this time, each with the same limit.
        case spread(over: Duration)
        /// Begun together, with limits that all end at one instant, this far away.
        case together
    }

    var wait: Wait
    var streams: Int
    var value: Duration
    var pace: Pace

    /// Runs it and returns how late each limit was; nil for a stream that something else ended.
    func measure(port: Int) async throws -> [Lateness?] {
        let transport = try wait.transport(streams: streams)
        let occupant = try await prepare(transport, port)
        defer { occupant?.cancel() }
        let start = ContinuousClock.now
        if case .sequential = pace {
            var all: [Lateness?] = []
            for _ in 0..<streams { all.append(await one(transport, port, value)) }
            return all
        }
        return await withTaskGroup(of: Lateness?.self) { group in
            for index in 0..<streams {
                group.addTask { await begin(index, start, transport, port) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func begin(_ index: Int, _ start: ContinuousClock.Instant, _ transport: CurlTransport, _ port: Int) async
        -> Lateness?
    {
        if case .spread(let time) = pace {
            try? await ContinuousClock().sleep(until: start + time * index / streams, tolerance: .zero)
            return await one(transport, port, value)
        }
        return await one(transport, port, start + value - .now)
    }

    private func one(_ transport: CurlTransport, _ port: Int, _ value: Duration) async -> Lateness? {
        await wait.lateness(wait.request(port: port, value), value, on: transport)
    }

    /// Takes the only slot for those who queue, and has the authorities read before the first handshake counts.
    private func prepare(_ transport: CurlTransport, _ port: Int) async throws -> HTTPBody? {
        switch wait {
        case .queue:
            return try await transport.execute(Wait.idle.request(port: port, .seconds(600))).body
        case .connect:
            _ = await one(transport, port, .milliseconds(200))
            return nil
        default: return nil
        }
    }
}
