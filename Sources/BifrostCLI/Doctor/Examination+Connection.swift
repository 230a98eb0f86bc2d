import Bifrost
import CurlTransport
import FoundationEssentials
import HTTPTransport
import LLM

/// The way to the gateway.
extension Examination {
    mutating func examineConnection() async throws {
        let address = GatewayAddress(settings.config.baseURL)
        let addresses = try await lookUp(address)
        guard obstacle == nil else { return }
        let (report, failure) = try await inspect(.configured)
        try add(
            .connect(
                report, failure, to: address, settings.route, limit: limit(.connect), proxyVariable: proxyVariable))
        guard obstacle == nil else { return }
        guard address.isEncrypted else {
            let sendsKey = settings.config.apiKey != nil || settings.config.virtualKey != nil
            return try add(.unencrypted(addresses, sendsKey: sendsKey, settings.route))
        }
        // A refused handshake shows no certificates: they are asked for once more, by one who trusts everybody.
        let seen = failure?.code == .tls ? try await inspect(.everybody).report : report
        try add(.tls(seen, failure, now: Int(UnixTime.now().seconds)))
    }

    private mutating func lookUp(_ address: GatewayAddress) async throws -> [String] {
        switch settings.route {
        case .unixSocket: try add(.skip(.nameLookup, "a socket needs no address"))
        case .proxy: try add(.skip(.nameLookup, "the proxy looks the name up"))
        case .direct where address.isNumeric:
            try add(.lookup(nil, of: address.host, elapsed: .zero))
            return [address.host]
        case .direct:
            let start = ContinuousClock.now
            let outcome = await NameLookup.addresses(of: address.host, limit: limit(.connect))
            try add(.lookup(outcome, of: address.host, elapsed: start.duration(to: .now)))
            if case .found(let addresses) = outcome { return addresses }
        }
        return []
    }

    private func inspect(
        _ trust: CurlTransport.InspectionTrust
    ) async throws -> (report: CurlTransport.ConnectionReport, failure: HTTPTransportError?) {
        try await CurlTransport.inspect(
            settings.config.baseURL, configuration: settings.transportConfiguration, trust: trust,
            limit: limit(.connect))
    }

    /// A variable by which other programs find a proxy.
    private var proxyVariable: String? {
        guard settings.route == .direct else { return nil }
        let environment = ProcessInfo.processInfo.environment
        return ["https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"].first {
            environment[$0]?.isEmpty == false
        }
    }
}
