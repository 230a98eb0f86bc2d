import Testing

@testable import CurlTransport

@Suite("What libcurl says of certificates and of itself")
struct CertificateTextTests {
    @Test(
        "a certificate's lines are read, with either form of its dates",
        arguments: ["Start date:Nov  7 22:31:04 2026 GMT", "Start date:2026-11-07 22:31:04 GMT"])
    func lines(start: String) {
        let certificate = CertificateText.certificate([
            "Subject:O = Us, CN = gateway.example", "Issuer:CN = Our authority", "Version:2", start,
            "Expire date:Jan  1 00:00:00 1970 GMT",
            "X509v3 Subject Alternative Name:DNS:gateway.example, IP Address:127.0.0.1", "Cert:-----BEGIN",
        ])
        #expect(
            certificate
                == CurlTransport.Certificate(
                    subject: "O = Us, CN = gateway.example", issuer: "CN = Our authority",
                    alternativeNames: ["DNS:gateway.example", "IP:127.0.0.1"], validFrom: 1_794_090_664, validUntil: 0))
    }

    @Test(
        "days are counted over leap years",
        arguments: [
            ("Feb 29 12:00:00 2000 GMT", 951_825_600), ("Mar  1 00:00:00 2100 GMT", 4_107_542_400),
            ("Dec 31 23:59:59 1969 GMT", -1), ("Feb 28 00:00:00 2026 GMT", 1_772_236_800),
        ])
    func days(text: String, seconds: Int) { #expect(CertificateText.seconds(text) == seconds) }

    @Test(
        "what is no date is none",
        arguments: [
            "", "GMT", "Nov 7 22:31:04 2026", "Foo 7 22:31:04 2026 GMT", "2026-13-07 22:31:04 GMT", "2026-11 1:1:1 GMT",
            "Nov 7 22:31 2026 GMT",
        ])
    func noDate(text: String) { #expect(CertificateText.seconds(text) == nil) }

    @Test("the library describes itself")
    func library() throws {
        let library = try CurlTransport.library()
        #expect(library.version.split(separator: ".").count == 3)
        #expect(library.httpVersions.first == "HTTP/1.1")
    }
}
