import ServerSentEvents
import Testing

@Suite("Event stream vectors", .timeLimit(.minutes(2)))
struct EventStreamVectorTests {
    @Test("hold for every way of cutting the bytes", arguments: try EventStreamVector.all())
    func cuttings(vector: EventStreamVector) {
        for chunks in Cutting.all(vector.input) {
            let discrepancies = vector.discrepancies(in: EventStreamParser.outcome(of: chunks))
            #expect(discrepancies.isEmpty, "cut in \(chunks.map(\.count))")
        }
    }
}
