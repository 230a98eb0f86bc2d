import TestSupport
import Testing

@testable import LLM

@Suite("A router's load")
struct RouterLoadTests {
    /// Lets another call have its slot while it chooses for the first time.
    private struct Interrupted: RoutingStrategy {
        let notes: Notes
        let other: @Sendable () throws -> Void

        func choose(for call: ModelCall, among candidates: [RoutingCandidate]) throws -> Int {
            notes.add("\(candidates.map(\.inFlight))")
            if notes.all.count == 1 { try other() }
            return LeastLoadedRouting().choose(for: call, among: candidates)
        }
    }

    private let call = ModelCall(modelID: "m", isStreamed: false, messages: question, options: GenerateOptions())

    @Test func isNotChosenFromTwiceAsItWas() throws {
        let load = RouterLoad(["a", "b"])
        let notes = Notes()
        let held = Mailslot<RouterSlot>()
        let strategy = Interrupted(notes: notes) { [call] in
            held.put(try load.slot(for: call, LeastLoadedRouting()))
        }
        let slot = try load.slot(for: call, strategy)
        #expect(notes.all == ["[0, 0]", "[1, 0]"])
        #expect(slot.index == 1)
        #expect(load.current.map(\.inFlight) == [1, 1])
        #expect(load.current.map(\.callCount) == [1, 1])
        withExtendedLifetime((slot, held)) {}
    }

    @Test func countsASlotDownOnce() throws {
        let load = RouterLoad(["a"])
        var slot: RouterSlot? = try load.slot(for: call, RoundRobinRouting())
        #expect(load.current.map(\.inFlight) == [1])
        slot?.release()
        slot?.release()
        slot = nil
        #expect(load.current.map(\.inFlight) == [0])
        slot = try load.slot(for: call, RoundRobinRouting())
        slot = nil
        #expect(load.current.map(\.inFlight) == [0])
        #expect(load.current.map(\.callCount) == [2])
    }
}
