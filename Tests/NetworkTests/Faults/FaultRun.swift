import Bifrost
import CurlTransport
import Foundation
import HTTPTransport
import TestSupport
import Testing

/// One call that meets a fault, and what was left of it.
struct FaultRun {
    /// What the call came to.
    var end: FaultEnd
    /// How many requests arrived for it.
    var requests: Int?
    /// What the call had taken and not given back, in words.
    var leftBehind: String

    /// A limit that is to fire is far below this, and everything else is far above nothing.
    private static let patience = TimeLimit.seconds(60)

    init(_ fault: FaultCase) async throws {
        let threads = ThisProcess.loopThreads
        let site = try await fault.row.site(fault)
        let heldBefore = site.port.map(SocketTable.socketsHeld(to:)) ?? 0
        do {
            (end, leftBehind) = try await Self.call(fault, site)
        } catch {
            await site.stop()
            throw error
        }
        // A server may still be reading what a limit has already given up.
        let expected = end.reached == .nothingSent ? 0 : end.attempts
        _ = await Self.settle(at: 0) { site.requests().map { expected + site.callsBefore - $0 } ?? 0 }
        requests = site.requests().map { $0 - site.callsBefore }
        let sockets =
            await Self.settle(at: heldBefore) { site.port.map(SocketTable.socketsHeld(to:)) ?? 0 } - heldBefore
        await site.stop()
        let newThreads = await Self.settle(at: threads) { ThisProcess.loopThreads } - threads
        if sockets > 0 { leftBehind += " \(sockets) sockets" }
        if newThreads > 0 { leftBehind += " \(newThreads) threads" }
    }

    private static func call(_ fault: FaultCase, _ site: FaultSite) async throws -> (FaultEnd, String) {
        if let run = site.run { return (try await run(), "") }
        let transport = try CurlTransport(fault.wire == .http2 ? .http2 : .http1) { configuration in
            if let authorities = site.authorities { configuration.tls.authorities = authorities }
            fault.row.adjust(&configuration)
        }
        let config = ProviderConfig(
            model: fault.row.model, baseURL: site.url, timeout: patience,
            limits: fault.limits.or(TimeLimits(connect: patience, total: patience)),
            retries: RetryPolicy(initialDelay: .milliseconds(2)))
        let model = try BifrostModel(config, answerLimits: fault.row.answerLimits, transport: transport)
        for _ in 0..<site.callsBefore {
            _ = try await end(of: fault, model)
            while await transport.snapshot().isBusy { await Task.yield() }
        }
        while !site.isReady() { await Task.yield() }
        let end = try await end(of: fault, model)
        let busy = await settle(at: 0) { await transport.snapshot().isBusy ? 1 : 0 }
        await transport.shutdown(.immediate)
        return (end, busy > 0 ? " a transfer" : "")
    }

    private static func end(of fault: FaultCase, _ model: BifrostModel) async throws -> FaultEnd {
        let messages = [Message.user(fault.row.prompt)]
        do {
            let response =
                fault.isStream ? try await model.stream(messages).collect() : try await model.generate(messages)
            return FaultEnd(response)
        } catch let error as LLMError {
            return FaultEnd(error)
        }
    }

    /// Asks until a number is no more than it should be, and returns it; gives up after a time.
    private static func settle(at level: Int, _ number: () async -> Int) async -> Int {
        let deadline = ContinuousClock.now + .seconds(20)
        var latest = await number()
        while latest > level, .now < deadline {
            await Task.yield()
            latest = await number()
        }
        return latest
    }
}

extension CurlTransport.Snapshot {
    /// Whether a transfer is under way, in whatever phase.
    fileprivate var isBusy: Bool { queued + connecting + awaitingHead + receiving + paused + ending > 0 }
}
