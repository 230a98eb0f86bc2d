import Testing

@testable import CurlTransport

@Suite("Origins")
struct OriginTests {
    @Test(
        "the same",
        arguments: [
            ("http://host/one", "http://host/two?x#y"), ("http://host", "http://host:80/"),
            ("HTTPS://Host/", "https://host:443"), ("http://[::1]/", "http://[::1]:80/"),
            ("http://host?http://other:1/", "http://host/"),
        ])
    func same(one: String, other: String) { #expect(Origin(of: one) == Origin(of: other)) }

    @Test(
        "not the same",
        arguments: [
            ("http://host/", "https://host/"), ("http://host/", "http://host:8080/"), ("http://a/", "http://b/"),
            ("http://[::1]/", "http://[::2]/"), ("http://[::1]:81/", "http://[::1]/"),
        ])
    func different(one: String, other: String) { #expect(Origin(of: one) != Origin(of: other)) }
}
