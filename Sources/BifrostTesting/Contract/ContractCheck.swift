internal import HTTPTransport

/// One promise, with the server that it is checked against.
struct ContractCheck {
    let promise: TransportContract
    let transport: any HTTPTransport
    let gateway: EmbeddedGateway
    private let limit: Duration

    init(_ promise: TransportContract, _ transport: any HTTPTransport, _ limit: Duration) async throws {
        self.promise = promise
        self.transport = transport
        self.limit = limit
        gateway = try await .start()
    }

    func end() async {
        await transport.shutdown(.immediate)
        await gateway.stop()
    }

    // MARK: What a check is made of

    func request(
        _ method: String = "POST", limits: TransferLimits = TransferLimits(), _ fields: [HTTPFields.Field] = []
    ) -> HTTPRequest {
        HTTPRequest(
            method: method, url: gateway.baseURL + "/contract", fields: HTTPFields(fields),
            body: method == "POST" ? HTTPRequestBody(Array("hello".utf8)) : nil, limits: limits)
    }

    func expect(_ isKept: Bool, _ seen: @autoclosure () -> String) throws {
        if !isKept { throw TransportContract.Violation(promise, seen()) }
    }

    /// Runs what must fail with an error of the transport.
    func failure(_ work: () async throws -> Void) async throws -> HTTPTransportError {
        do {
            try await work()
        } catch let error as HTTPTransportError {
            return error
        } catch {
            throw TransportContract.Violation(promise, "\(error) was thrown, and no HTTPTransportError")
        }
        throw TransportContract.Violation(promise, "nothing was thrown")
    }

    func expectFailure(
        _ code: HTTPTransportError.Code, limit: TransferLimits.Name? = nil, _ work: () async throws -> Void
    ) async throws {
        let error = try await failure(work)
        try expect(error.code == code, "the error was \(error)")
        try expect(error.limit == limit, "the limit was \(error.limit?.rawValue ?? "none")")
    }

    func collect(_ body: HTTPBody) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let more = try await body.read() { bytes += more }
        return bytes
    }

    /// Reads until so many bytes are there.
    func read(_ count: Int, of body: HTTPBody) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count, let more = try await body.read() { bytes += more }
        return bytes
    }

    /// Waits for the first request.
    func firstRequest() async throws -> RecordedRequest {
        do {
            return try await gateway.request(0, within: limit)
        } catch is EmbeddedGateway.WaitLimitPassed {
            throw TransportContract.Violation(promise, "no request arrived within \(limit)")
        }
    }

    /// Waits until the connection of the first request is closed.
    func expectClosure() async throws {
        do {
            _ = try await gateway.peerClosed(request: 0, within: limit)
        } catch is EmbeddedGateway.WaitLimitPassed {
            throw TransportContract.Violation(promise, "the connection was not closed within \(limit)")
        }
    }

    func expectNoRequest() throws {
        try expect(gateway.requests.isEmpty, "\(gateway.requests.count) requests arrived")
    }
}
