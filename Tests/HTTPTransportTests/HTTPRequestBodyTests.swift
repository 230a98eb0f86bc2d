import HTTPTransport
import Testing

@Suite("A request's body")
struct HTTPRequestBodyTests {
    @Test("is its pieces of bytes joined, and cannot be told when one is a file")
    func bytes() {
        #expect(HTTPRequestBody([1, 2]).bytes == [1, 2])
        #expect(HTTPRequestBody(pieces: []).bytes == [])
        #expect(HTTPRequestBody(pieces: [.bytes([1]), .bytes([]), .bytes([2, 3])]).bytes == [1, 2, 3])
        #expect(HTTPRequestBody(pieces: [.bytes([1]), .file(path: "/dev/null")]).bytes == nil)
    }
}
