import HTTPTransport
import Testing

struct HTTPTransportErrorTests {
    @Test func isAWord() {
        #expect(MemoryLayout<HTTPTransportError?>.size == MemoryLayout<UnsafeRawPointer>.size)
    }

    @Test func aChangedCopyLeavesTheOriginal() {
        let error = HTTPTransportError(.connect, "refused")
        var later = error
        later.nativeCode = 7
        later.metrics = TransferMetrics()
        #expect(error.nativeCode == nil)
        #expect(error.metrics == nil)
        #expect(later.nativeCode == 7)
        #expect(later.message == "refused")
    }

    @Test func isReflectedByItsProperties() {
        let labels = Mirror(reflecting: HTTPTransportError(.connect, "refused")).children.map(\.label)
        #expect(labels.contains("nativeCode"))
        #expect(!labels.contains("storage"))
    }
}
