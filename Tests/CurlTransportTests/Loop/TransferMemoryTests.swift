import Testing

@testable import CurlTransport

@Suite("What is asked for before a transfer's bytes come")
struct TransferMemoryTests {
    @Test("is as large as the objects are")
    func sizes() {
        #expect(TransferMemory.activeSize == instanceSize(ActiveTransfer.self))
        #expect(TransferMemory.transferSize == instanceSize(Transfer.self))
        #expect(TransferMemory.handleSize == instanceSize(EasyHandle.self))
    }
}

/// The standard library's own; it has no public way to tell.
@_silgen_name("$ss36_class_getInstancePositiveExtentSizeySiyXlXpF")
private func instanceSize(_ type: AnyClass) -> Int
