internal import HTTPTransport

extension ContractCheck {
    func run() async throws {
        switch promise {
        case .sendsWhatItIsGiven: try await sendsWhatItIsGiven()
        case .deliversTheWholeAnswer: try await deliversTheWholeAnswer()
        case .deliversBytesAsTheyArrive: try await deliversBytesAsTheyArrive()
        case .returnsRedirects: try await returns(302, [("Location", "/elsewhere")])
        case .returnsErrorStatuses: try await returns(503, [("Retry-After", "1")])
        case .refusesWhatBreaksTheHead: try await refusesWhatBreaksTheHead()
        case .tellsThatNobodyListens: try await tellsThatNobodyListens()
        case .neverRepeatsARequest: try await neverRepeatsARequest()
        case .tellsACutBody: try await tellsACutBody()
        case .keepsTheFirstByteLimit: try await keepsTheFirstByteLimit()
        case .keepsTheIdleLimit: try await keepsTheIdleLimit()
        case .keepsTheDeadline: try await keepsTheDeadline()
        case .goesOnAfterAReadThatGaveUp: try await goesOnAfterAReadThatGaveUp()
        case .closesForACancelledTask: try await closesForACancelledTask()
        case .closesForACancelledBody: try await closesForACancelledBody()
        case .closesForADroppedBody: try await closesForADroppedBody()
        case .refusesAfterAShutdown: try await refusesAfterAShutdown()
        case .endsWhatRunsAtShutdown: try await endsWhatRunsAtShutdown()
        }
    }
}

// MARK: Requests and answers

extension ContractCheck {
    private func sendsWhatItIsGiven() async throws {
        gateway.enqueue(.json("{}"))
        let fields = [("X-A", "1"), ("x-b", ""), ("X-A", "2")].map { HTTPFields.Field(name: $0.0, value: $0.1) }
        _ = try await collect(transport.execute(request("POST", fields)).body)
        let seen = try await firstRequest()
        try expect(seen.method == "POST" && seen.path == "/v1/contract", "\(seen.method) \(seen.path) arrived")
        try expect(seen.bodyText == "hello", "the body was \(seen.bodyText)")
        try expect(seen.values(of: "x-a") == ["1", "2"], "x-a was \(seen.values(of: "x-a"))")
        try expect(seen.values(of: "x-b") == [""], "an empty field was \(seen.values(of: "x-b"))")
        try expect(gateway.requests.count == 1, "\(gateway.requests.count) requests arrived")
    }

    private func deliversTheWholeAnswer() async throws {
        let payload = [UInt8](0...255) + Array(repeating: 7, count: 100_000)
        gateway.enqueue(
            Reply(status: 201, headers: [("X-Note", "a")], steps: [.bytes(payload), .bytes(payload), .end]))
        let response = try await transport.execute(request())
        try expect(response.head.status == 201, "the status was \(response.head.status)")
        try expect(response.head.fields["x-note"] == "a", "the field was \(response.head.fields["x-note"] ?? "gone")")
        let bytes = try await collect(response.body)
        try expect(bytes == payload + payload, "\(bytes.count) bytes came of \(2 * payload.count), or others")
        let more = try await response.body.read()
        try expect(more == nil, "after the end came \(more?.count ?? 0) bytes")
    }

    private func deliversBytesAsTheyArrive() async throws {
        let gate = Gate()
        gateway.enqueue(Reply(steps: [.text("one"), .wait(for: gate), .text("two"), .end]))
        let body = try await transport.execute(request()).body
        let first = try await read(3, of: body)
        gate.open()
        let rest = try await collect(body)
        try expect(
            first == Array("one".utf8) && rest == Array("two".utf8), "\(first.count) and \(rest.count) bytes came")
    }

    private func returns(_ status: Int, _ headers: [(name: String, value: String)]) async throws {
        gateway.enqueue(
            Reply(status: status, headers: headers, framing: .contentLength(2), steps: [.text("hi"), .end]))
        let response = try await transport.execute(request())
        let bytes = try await collect(response.body)
        try expect(response.head.status == status, "the status was \(response.head.status)")
        try expect(bytes == Array("hi".utf8), "\(bytes.count) bytes came")
        try expect(gateway.requests.count == 1, "\(gateway.requests.count) requests were made")
    }
}

// MARK: Failures

extension ContractCheck {
    private func refusesWhatBreaksTheHead() async throws {
        for (name, value) in [("x", "a\r\ny: b"), ("x", "a\0"), ("x\r\ny", "b"), ("x y", "b")] {
            try await expectFailure(.invalidRequest) {
                _ = try await transport.execute(request("GET", [HTTPFields.Field(name: name, value: value)]))
            }
        }
        try expectNoRequest()
    }

    private func tellsThatNobodyListens() async throws {
        let request = request()
        await gateway.stop()
        let error = try await failure { _ = try await transport.execute(request) }
        try expect(error.code == .connect && !error.requestMayHaveArrived, "the error was \(error)")
    }

    private func neverRepeatsARequest() async throws {
        gateway.enqueue(.json("{}"), Reply(steps: [.reset]), .json("{}"))
        // A kept connection is the one on which a request is repeated most easily.
        _ = try await collect(transport.execute(request()).body)
        let error = try await failure { _ = try await transport.execute(request()) }
        try expect(error.code == .connectionLost && error.requestMayHaveArrived, "the error was \(error)")
        try expect(gateway.requests.count == 2, "\(gateway.requests.count) requests arrived for two")
    }

    private func tellsACutBody() async throws {
        for framing in [Reply.Framing.contentLength(10), .chunked] {
            gateway.enqueue(Reply(framing: framing, steps: [.text("half"), .close]))
            let body = try await transport.execute(request()).body
            let bytes = try await read(4, of: body)
            try expect(bytes == Array("half".utf8), "\(bytes.count) bytes came")
            try await expectFailure(.connectionLost) { _ = try await collect(body) }
        }
    }
}

// MARK: Limits

extension ContractCheck {
    private static let shortLimit = Duration.milliseconds(200)

    private func keepsTheFirstByteLimit() async throws {
        gateway.enqueue(Reply(steps: [.hang]))
        try await expectFailure(.timeout, limit: .firstByte) {
            _ = try await transport.execute(request(limits: TransferLimits(firstByte: Self.shortLimit)))
        }
        try await expectClosure()
    }

    private func keepsTheIdleLimit() async throws {
        gateway.enqueue(Reply(steps: [.text("one"), .hang]))
        let body = try await transport.execute(request(limits: TransferLimits(idle: Self.shortLimit))).body
        try await expectFailure(.timeout, limit: .idle) { _ = try await collect(body) }
        try await expectClosure()
    }

    private func keepsTheDeadline() async throws {
        gateway.enqueue(Reply(steps: [.generated(count: 1_000_000, payload: [7], interval: .milliseconds(10))]))
        let limits = TransferLimits(deadline: .now + Self.shortLimit, total: Self.shortLimit)
        let body = try await transport.execute(request(limits: limits)).body
        try await expectFailure(.timeout, limit: .total) { _ = try await collect(body) }
        try await expectClosure()
    }

    private func goesOnAfterAReadThatGaveUp() async throws {
        let gate = Gate()
        gateway.enqueue(Reply(steps: [.head, .wait(for: gate), .text("late"), .end]))
        let body = try await transport.execute(request()).body
        try await expectFailure(.timeout, limit: .read) { _ = try await body.read(until: .now + Self.shortLimit) }
        gate.open()
        let bytes = try await collect(body)
        try expect(bytes == Array("late".utf8), "\(bytes.count) bytes came afterwards")
    }
}

// MARK: Ends

extension ContractCheck {
    private func closesForACancelledTask() async throws {
        gateway.enqueue(Reply(steps: [.hang]))
        let (transport, request) = (transport, request())
        let task = Task { try await transport.execute(request).head }
        _ = try await firstRequest()
        task.cancel()
        do {
            let head = try await task.value
            throw TransportContract.Violation(promise, "status \(head.status) was returned")
        } catch is CancellationError {
            try await expectClosure()
        } catch let error as HTTPTransportError {
            throw TransportContract.Violation(promise, "the error was \(error)")
        }
    }

    private func closesForACancelledBody() async throws {
        let body = try await runningBody()
        body.cancel()
        try await expectClosure()
    }

    private func closesForADroppedBody() async throws {
        _ = try await runningBody()
        try await expectClosure()
    }

    private func refusesAfterAShutdown() async throws {
        await transport.shutdown(.immediate)
        try await expectFailure(.shutDown) { _ = try await transport.execute(request()) }
        try expectNoRequest()
    }

    private func endsWhatRunsAtShutdown() async throws {
        let body = try await runningBody()
        await transport.shutdown(.immediate)
        try await expectFailure(.shutDown) { _ = try await collect(body) }
        try await expectClosure()
    }

    /// A body of which a part is read, and of which no more comes.
    private func runningBody() async throws -> HTTPBody {
        gateway.enqueue(Reply(steps: [.text("one"), .hang]))
        let body = try await transport.execute(request()).body
        _ = try await read(3, of: body)
        return body
    }
}
