import CurlTransport
import HTTPTransport
import LLM

extension Check {
    /// What this command is made of.
    static func library(_ settings: ModelSettings) -> Check {
        do throws(HTTPTransportError) {
            return library(
                try CurlTransport.library(), wantsHTTP2: settings.transportConfiguration.httpVersion != .http1)
        } catch {
            return .fail(.library, LLMError(.configuration, error.message, cause: error), "install a newer libcurl")
        }
    }

    private static func library(_ library: CurlTransport.LibraryReport, wantsHTTP2: Bool) -> Check {
        var check = Check.pass(
            .library, "libcurl \(library.version)\(library.tls.map { ", \($0)" } ?? ", without TLS")")
        let reach = (library.speaksIPv6 ? ["IPv6"] : []) + (library.speaksUnixSockets ? ["unix sockets"] : [])
        check.notes = [
            "speaks \((library.httpVersions + reach).joined(separator: ", "))",
            library.compressions.isEmpty
                ? "decodes nothing" : "decodes \(library.compressions.joined(separator: ", "))",
            "looks names up with \(library.resolver)",
        ]
        if wantsHTTP2, !library.httpVersions.contains("HTTP/2") {
            check.status = .warn
            check.advice = ["leave --http2 out: this libcurl does not speak it"]
        }
        check.add("curl", .string(library.version))
        check.add("tls", .string(library.tls))
        check.add("http_versions", .array(library.httpVersions.map { .string($0) }))
        check.add("compressions", .array(library.compressions.map { .string($0) }))
        check.add("resolver", .string(library.resolver))
        return check
    }
}
