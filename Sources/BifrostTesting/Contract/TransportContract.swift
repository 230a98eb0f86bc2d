public import HTTPTransport

/// What every `HTTPTransport` owes, a case for each promise, checked on real sockets against an ``EmbeddedGateway``.
///
/// The tests of an implementer run them all:
///
/// ```swift
/// @Test(arguments: TransportContract.allCases)
/// func keepsItsPromises(promise: TransportContract) async throws {
///     try await promise.check { MyTransport() }
/// }
/// ```
///
/// Not checked, since it cannot be seen from outside: that buffers are bounded when nobody reads.
public enum TransportContract: String, CaseIterable, Sendable {
    /// Method, target, fields and body arrive as they were given, in one request.
    case sendsWhatItIsGiven
    /// Status, fields and all bytes are delivered, and after the last byte nil for as often as it is asked.
    case deliversTheWholeAnswer
    /// Bytes are delivered when they arrive, and not with those that follow.
    case deliversBytesAsTheyArrive
    /// A redirect is an answer like any other.
    case returnsRedirects
    /// An error status is an answer like any other.
    case returnsErrorStatuses
    /// A field that could not stand in a head is refused with `invalidRequest`, and nothing is sent.
    case refusesWhatBreaksTheHead
    /// Where nobody listens, the error is `connect`, and the request cannot have arrived.
    case tellsThatNobodyListens
    /// A connection that is lost before the answer is `connectionLost`, may have carried the request, and carries it
    /// once.
    case neverRepeatsARequest
    /// Of a body that is cut, the bytes are delivered and then `connectionLost` is thrown.
    case tellsACutBody
    /// `TransferLimits.firstByte` ends a wait for the head.
    case keepsTheFirstByteLimit
    /// `TransferLimits.idle` ends a silence in the body.
    case keepsTheIdleLimit
    /// `TransferLimits.deadline` ends a body that goes on.
    case keepsTheDeadline
    /// `HTTPBody.read(until:)` gives up in time, and the transfer goes on.
    case goesOnAfterAReadThatGaveUp
    /// A cancelled task gets `CancellationError`, and its connection is closed.
    case closesForACancelledTask
    /// `HTTPBody.cancel()` closes the connection.
    case closesForACancelledBody
    /// The last copy of a body that goes closes the connection.
    case closesForADroppedBody
    /// After a shutdown `execute` throws `shutDown`, and nothing is sent.
    case refusesAfterAShutdown
    /// A shutdown at once ends what runs with `shutDown`.
    case endsWhatRunsAtShutdown

    /// Checks the promise.
    ///
    /// - Parameters:
    ///   - limit: How long the server waits for a request, and for a connection to be closed.
    ///   - makeTransport: Makes the transport that is checked, for this promise alone; it is shut down afterwards.
    /// - Throws: ``Violation`` when the promise is not kept, and what else went wrong.
    public func check(
        within limit: Duration = .seconds(10), _ makeTransport: () throws -> any HTTPTransport
    ) async throws {
        let check = try await ContractCheck(self, try makeTransport(), limit)
        do {
            try await check.run()
        } catch {
            await check.end()
            throw error
        }
        await check.end()
    }
}
