import Testing
import TestSupport

@Suite("Expectations of the vectors")
struct TestSupportTests {
    @Test(
        "SHA-256 gives the published digests",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                String(repeating: "a", count: 10_000),
                "27dd1f61b867b6a0f6e9d8a41c43231de52107e53ae424de8f847b821db4b711"
            ),
        ])
    func digest(text: String, expected: String) {
        #expect(SHA256.hexDigest(of: Array(text.utf8)) == expected)
    }

    @Test("Abbreviated texts match what they stand for and nothing else")
    func abbreviations() throws {
        let either = try #require(ExpectedText(["anyOf": ["a", ["prefix": "b", "length": 3]]]))
        #expect(either.matches("a") && either.matches("bcd"))
        #expect(!either.matches("b") && !either.matches("acd"))
        let digest = ExpectedText.digest(length: 3, sha256: SHA256.hexDigest(of: Array("abc".utf8)))
        #expect(digest.matches("abc") && !digest.matches("abd"))
        #expect(!ExpectedText.exactly("\u{E9}").matches("e\u{301}"))
    }
}
