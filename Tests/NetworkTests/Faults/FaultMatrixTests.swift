import Bifrost
import BifrostTesting
import Foundation
import Synchronization
import TestSupport
import Testing

/// Every fault by its name, with a real socket, through the public API; `scripts/faults` writes what was seen into
/// `docs/faults.md`.
@Suite("The fault matrix", .serialized, .timeLimit(.minutes(5)), .serverLogs)
struct FaultMatrixTests {
    private static let seen = Mutex<[String: FaultEnd]>([:])
    private static let writes = ProcessInfo.processInfo.environment["BIFROST_WRITE_FAULTS"] != nil

    @Test("ends as the table says", arguments: FaultTable.cases.filter { $0.need.isMet && $0.isMetByLibrary })
    func fault(_ fault: FaultCase) async throws {
        let expected = fault.row.end(fault)
        let run = try await FaultRun(fault)
        #expect(run.end == expected)
        #expect(run.leftBehind == "")
        if let requests = run.requests {
            #expect(requests == (expected.reached == .nothingSent ? 0 : expected.attempts))
        }
        Self.seen.withLock { $0[fault.testDescription] = run.end }
    }

    @Test("has a line for each fault of the embedded gateway")
    func gatewayIsWhole() {
        #expect(Set(FaultRow.gateway.map(\.name)) == Set(Fault.allCases.map { "`\($0.rawValue)`" }))
    }

    /// Behind the others, since tests of a serialized suite run in the order of the source.
    @Test("docs/faults.md is what was seen")
    func document() throws {
        let seen = Self.seen.withLock { $0 }
        let document = FaultDocument { fault in seen[fault.testDescription] ?? fault.row.end(fault) }
        guard Self.writes else {
            #expect(try FaultDocument().tables == document.tables, "scripts/faults writes it anew")
            return
        }
        try #require(seen.count == FaultTable.cases.count, "not every fault was tried")
        try FaultDocument.write(document.tables)
    }
}

extension FaultRow.Need {
    /// Whether this machine has it.
    fileprivate var isMet: Bool {
        switch self {
        case .nothing: true
        case .certificates: Self.has("openssl") && Self.has("python3")
        case .preloading: PreloadedLookup.isPossible
        case .network: ProcessInfo.processInfo.environment["BIFROST_TEST_NET"] != nil
        }
    }

    private static func has(_ program: String) -> Bool { (try? Program.find(program)) != nil }
}
