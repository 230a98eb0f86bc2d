import Foundation
import Testing

/// The tests that need programs beside the toolchain: proxies, TLS servers, `openssl`.
///
/// `make test-net` installs the programs and sets `BIFROST_TEST_NET`; without that variable the suites are skipped.
@Suite(
    "Real programs on loopback", .serialized, .timeLimit(.minutes(5)), .serverLogs,
    .enabled(
        if: ProcessInfo.processInfo.environment["BIFROST_TEST_NET"] != nil, "BIFROST_TEST_NET is set: make test-net"))
enum Network {}
