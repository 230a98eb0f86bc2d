import CurlTransport
import HTTPTransport
import LLM

extension Check {
    /// Whether a connection is made, TLS aside.
    static func connect(
        _ report: CurlTransport.ConnectionReport, _ failure: HTTPTransportError?, to address: GatewayAddress,
        _ route: GatewayRoute, limit: Duration?, proxyVariable: String?
    ) -> Check {
        if let failure, failure.isBeforeTLS {
            return .fail(
                .connect, failure.connectError, connectAdvice(failure, address, route, proxyVariable: proxyVariable))
        }
        var check = Check.pass(.connect, place(report, route))
        // Since 7.88, libcurl counts until TLS is up; the difference is all that it tells.
        if let time = report.connect {
            check.message += " after \(Wording.time(time))"
            if let limit, time > limit * 0.7 {
                check.status = .warn
                check.advice = [
                    "raise --connect-timeout: connecting took \(Wording.time(time)) of \(Wording.limit(limit))"
                ]
            }
        }
        check.add("remote_address", .string(report.remoteAddress))
        check.add("remote_port", .integer(report.remotePort))
        check.add("connect_ms", .milliseconds(report.connect))
        return check
    }

    private static func place(_ report: CurlTransport.ConnectionReport, _ route: GatewayRoute) -> String {
        switch route {
        case .unixSocket: "the socket accepts"
        case .proxy: "the proxy accepts" + (report.remoteAddress.map { " at \($0)" } ?? "")
        case .direct: report.remoteAddress.map { "\($0) port \(report.remotePort ?? 0) accepts" } ?? "the host accepts"
        }
    }

    private static func connectAdvice(
        _ failure: HTTPTransportError, _ address: GatewayAddress, _ route: GatewayRoute, proxyVariable: String?
    ) -> String {
        switch route {
        case .unixSocket(let path): return "is the gateway listening on \(path)?"
        case .proxy: return "check --proxy: \(failure.message)"
        case .direct: break
        }
        if let proxyVariable {
            return "\(proxyVariable) is set, but a proxy is used only when it is given with --proxy"
        }
        if failure.code == .timeout {
            return "nothing answers at \(address.host) port \(address.port): a firewall may drop the packets"
        }
        return "start the gateway, or check host and port in --base-url: nothing listens on port \(address.port)"
    }
}

extension HTTPTransportError {
    /// Whether no connection was there yet on which TLS could begin.
    var isBeforeTLS: Bool {
        code != .tls && !(code == .timeout && connectStage == .handshake)
    }

    /// As a model's call would fail.
    var connectError: LLMError {
        // libcurl's own words name the host and the reason.
        let words = code == .timeout ? message : nativeMessage ?? message
        var error = LLMError(code == .timeout ? .timeout : .connect, words, cause: self)
        if code == .timeout {
            error.timeout = LLMError.Timeout(
                limit: .connect, value: limitValue ?? .zero, elapsed: limitValue ?? .zero)
        }
        return error
    }
}
