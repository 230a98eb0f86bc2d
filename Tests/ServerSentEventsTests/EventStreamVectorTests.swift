import ServerSentEvents
import Testing

@Suite("Event stream vectors", .timeLimit(.minutes(5)))
struct EventStreamVectorTests {
    @Test("hold for every way of cutting the bytes", arguments: try EventStreamVector.all())
    func cuttings(vector: EventStreamVector) async {
        for chunks in Cutting.all(vector.input) {
            let discrepancies = vector.discrepancies(in: EventStreamParser.outcome(of: chunks))
            #expect(discrepancies.isEmpty, "cut in \(chunks.map(\.count))")
            // Tests with sockets share the few threads that run tasks.
            await Task.yield()
        }
    }
}
