import CurlTransport
import Foundation
import HTTPTransport
import Testing

extension Network {
    @Suite("What a connection that is only looked at tells of TLS, and what the doctor makes of it")
    struct InspectionTests {
        let ours: Certificates

        init() throws { ours = try Certificates() }

        private func inspect(
            _ server: FaultyServer, trust: CurlTransport.InspectionTrust = .configured, authorities: String? = nil
        ) async throws -> (report: CurlTransport.ConnectionReport, failure: HTTPTransportError?) {
            var configuration = CurlTransport.Configuration()
            configuration.tls.authorities = .file(authorities ?? ours.authorityFile)
            return try await CurlTransport.inspect(server.url("/plain"), configuration: configuration, trust: trust)
        }

        @Test("a trusted server's version, cipher and certificate")
        func trusted() async throws {
            let server = try FaultyServer.http1(ours.leaf())
            let (report, failure) = try await inspect(server)
            #expect(failure == nil)
            #expect(report.session?.version == "TLSv1.3")
            #expect(report.session?.cipher.isEmpty == false)
            #expect(report.tls != nil)
            let own = try #require(report.certificates.first)
            #expect(own.subject.contains("server"))
            #expect(own.issuer.contains("Throw-away authority"))
            #expect(own.alternativeNames.contains("DNS:localhost"))
            let days = try #require(own.validUntil) - Int(Date().timeIntervalSince1970)
            #expect(days > 86_400 && days <= 2 * 86_400)
            #expect(server.seen("request") == [])
        }

        @Test("what is not to be trusted fails, and is seen by one who trusts everybody", arguments: [true, false])
        func untrusted(isExpired: Bool) async throws {
            let server = try FaultyServer.http1(ours.leaf(expired: isExpired))
            let others = try Certificates()
            let authorities = isExpired ? ours.authorityFile : others.authorityFile
            #expect(try await inspect(server, authorities: authorities).failure?.code == .tls)
            let (report, failure) = try await inspect(server, trust: .everybody, authorities: authorities)
            #expect(failure == nil)
            let end = try #require(report.certificates.first?.validUntil)
            #expect((end < Int(Date().timeIntervalSince1970)) == isExpired)
            #expect(server.seen("request") == [])
        }

        // MARK: The doctor

        private struct Doctor {
            var status: Int32
            var tls: [String: Any]
            var advice: [String]
        }

        private func examine(_ server: FaultyServer, _ arguments: String...) throws -> Doctor {
            let process = Process()
            let output = Pipe()
            process.executableURL = try Program.find("bifrost")
            process.arguments =
                ["doctor", "--no-chat", "--output", "json", "--model", "a/b", "--base-url", server.url("/v1")]
                + arguments
            process.standardOutput = output
            try process.run()
            let text = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            let objects = try String(decoding: text, as: UTF8.self).split(separator: "\n").map { line in
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
            }
            return Doctor(
                status: process.terminationStatus, tls: objects.first { $0["name"] as? String == "tls" } ?? [:],
                advice: objects.last?["advice"] as? [String] ?? [])
        }

        @Test("a trusted server that ends soon is warned of")
        func doctorTrusts() throws {
            let doctor = try examine(FaultyServer.http1(ours.leaf()), "--ca-file", ours.authorityFile)
            #expect(doctor.tls["status"] as? String == "warn")
            #expect(doctor.advice.contains { $0.hasPrefix("renew the certificate of server: ") })
            let details = doctor.tls["details"] as? [String: Any]
            #expect(details?["version"] as? String == "TLSv1.3")
            #expect((details?["certificates"] as? [Any])?.isEmpty == false)
        }

        @Test("an unknown authority, an expired certificate, and another host's")
        func doctorRefuses() throws {
            let unknown = try examine(FaultyServer.http1(ours.leaf()))
            #expect(unknown.advice.first?.contains("--ca-file") == true)
            let expired = try examine(
                FaultyServer.http1(ours.leaf("old", expired: true)), "--ca-file", ours.authorityFile)
            #expect(expired.advice.first?.hasPrefix("renew the certificate of old") == true)
            let other = try examine(
                FaultyServer.http1(ours.leaf("other", hosts: ["DNS:other.example"])), "--ca-file", ours.authorityFile)
            #expect(other.advice.first?.contains("DNS:other.example") == true)
            for doctor in [unknown, expired, other] {
                #expect(doctor.status == 7)
                #expect(doctor.tls["status"] as? String == "fail")
            }
        }
    }
}
