import CurlTransport
import Foundation
import Testing

@Suite("The libcurl of a run")
struct LibraryTests {
    private static let expected = ProcessInfo.processInfo.environment["BIFROST_TEST_LIBCURL"]

    @Test("is the one that scripts/test-libcurl fetched", .enabled(if: expected != nil))
    func isTheFetchedOne() throws {
        #expect(try CurlTransport.library().version == Self.expected)
    }
}
