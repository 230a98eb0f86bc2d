import Bifrost
import CurlTransport
import TestSupport
import Testing

/// A fault by its name: what happens, to whom, and what must come of it.
struct FaultRow: Sendable {
    /// The call that meets it.
    enum Call: String, CaseIterable {
        case generate, stream
    }

    /// The version of HTTP that the client is set to.
    enum Wire: String, CaseIterable {
        case http1 = "1.1"
        case http2 = "2"
    }

    /// What a machine must have beside the toolchain.
    enum Need: CaseIterable {
        case nothing
        /// `openssl` and `python3`.
        case certificates
        /// A C compiler, and a process into which a library can be loaded before all others.
        case preloading
        /// What `make test-net` installs.
        case network
    }

    var name: String
    /// What the server, or what stands for it, does.
    var what: String
    var wires: [Wire] = [.http1]
    var calls = Call.allCases
    /// What it needs over HTTP/1.1, and over HTTP/2.
    var needs: (http1: Need, http2: Need) = (.nothing, .network)
    /// Whether the connection of the call before is used again.
    var reusesConnection = false
    /// The limits that are to fire; all others are a minute.
    var limits = TimeLimits()
    /// What the whole of a `generate` may take, where no other limit is to end it.
    var totalOfGenerate: Duration?
    var answerLimits = AnswerLimits()
    var model = "openai/gpt-4o"
    var prompt = "Hello?"
    var adjust: @Sendable (inout CurlTransport.Configuration) -> Void = { _ in }
    /// What must come of it.
    var end: @Sendable (FaultCase) -> FaultEnd
    /// Makes the place where it happens.
    var site: @Sendable (FaultCase) async throws -> FaultSite
}

/// A fault as one call over one version of HTTP meets it.
struct FaultCase: Sendable, CustomTestStringConvertible {
    var row: FaultRow
    var call: FaultRow.Call
    var wire: FaultRow.Wire
    var testDescription: String { "\(row.name), \(call.rawValue), HTTP/\(wire.rawValue)" }

    var isStream: Bool { call == .stream }
    var need: FaultRow.Need { wire == .http1 ? row.needs.http1 : row.needs.http2 }

    /// Whether the libcurl of this process does what the fault needs.
    var isMetByLibrary: Bool {
        (wire == .http1 || Libcurl.speaksHTTP2) && (!row.reusesConnection || Libcurl.reusesConnections)
    }

    var limits: TimeLimits {
        var limits = row.limits
        if let total = row.totalOfGenerate, !isStream { limits.total = .after(total) }
        return limits
    }
}

extension FaultRow {
    var cases: [FaultCase] {
        calls.flatMap { call in wires.map { FaultCase(row: self, call: call, wire: $0) } }
    }
}
