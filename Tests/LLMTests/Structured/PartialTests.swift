import FoundationEssentials
import Testing

@testable import LLM

@Suite("What is known of a value")
struct PartialTests {
    private func partial<Value>(_ text: String, of type: Value.Type = Trip.self) -> Partial<Value> {
        let tree = PartialTree(maximumDepth: 64, maximumSize: 1_000_000)
        tree.withParser { $0.append(text) }
        return Partial(view: PartialView(tree))
    }

    @Test("Before anything has come, nothing is known")
    func nothing() {
        let trip = partial(" ")
        #expect(trip.city == nil && trip.nights == nil && trip.season == nil && trip.note == nil)
        #expect(trip.hotel.name == nil && trip.other.stars == nil && trip.days.isEmpty && trip.days.values == [])
        #expect(trip.json == nil && trip["city"] == nil && trip.value == nil)
        #expect(!trip.isComplete && !trip.isComplete(\.city))
    }

    @Test("Texts grow; numbers, truth values and choices come as a whole")
    func scalars() {
        let early = partial(#"{"city": "Par\u00"#)
        #expect(early.city == "Par" && early["city"] == "Par" && !early.isComplete(\.city))
        let open = partial(#"{"city": "Paris", "nights": 12"#)
        #expect(open.city == "Paris" && open.isComplete(\.city) && open.nights == nil)
        let later = partial(#"{"nights": 12, "season": "summ"#)
        #expect(later.nights == 12 && later.season == nil && later["season"] == "summ")
        let last = partial(#"{"season": "summer", "isBooked": true"#)
        #expect(last.season == .summer && last.isBooked == true && !last.isComplete)
    }

    @Test("What is null is nil and complete")
    func null() {
        let trip = partial(#"{"note": null, "other": null, "start": null"#)
        #expect(trip.note == nil && trip.isComplete(\.note) && trip["note"] == .null)
        #expect(trip.other.name == nil && trip.isComplete(\.other) && trip.start == nil)
    }

    @Test("Structures and lists are known in part")
    func nested() {
        let trip = partial(#"{"hotel": {"name": "Ri"#)
        #expect(trip.hotel.name == "Ri" && trip.hotel.stars == nil && trip.hotel.value == nil)
        let next = partial(#"{"hotel": {"name": "Ritz", "stars": 5}, "days": [{"title": "L", "tags": ["a", "b"#)
        #expect(next.hotel.value == Trip.Hotel(name: "Ritz", stars: 5))
        #expect(next.days.count == 1 && next.days.first?.title == "L" && next.days.values == [])
        #expect(next.days[0].tags.map(\.text) == ["a", "b"] && next.days[0].tags.values == ["a"])
        let more = partial(#"{"days": [{"title": "L", "tags": []}, {"title": "S"#)
        #expect(more.days.map(\.title) == ["L", "S"] && more.days.values == [Trip.Day(title: "L", tags: [])])
    }

    @Test("A whole value is what the type's own decoding makes of it")
    func whole() {
        let trip = partial(Trip.json)
        #expect(trip.isComplete && trip.value == .paris)
        #expect(trip.start == Trip.paris.start && trip.prices.value == Trip.paris.prices)
        #expect(trip.other.name == "Lutetia")
    }

    @Test("A whole value that does not fit is known as JSON alone")
    func unfit() {
        let trip = partial(#"{"nights": "twelve", "city": 1, "hotel": [], "days": {"0": {}}}"#)
        #expect(trip.nights == nil && trip.city == nil && trip.hotel.name == nil && trip.days.isEmpty)
        #expect(trip.value == nil && trip["nights"] == "twelve" && trip.isComplete)
    }

    @Test("A computed property is never known")
    func computed() { #expect(partial(#"{"title": "x", "city": "y"}"#).title == nil) }

    @Test("Properties whose keys have other names are found")
    func renamedKeys() {
        let text =
            #"{"title": "Oslo", "rank": 1, "is_far": true, "o": {"x": 2}, "body": "fjord", "h": {"name": "Plaza""#
        let place = partial(text, of: Renamed.self)
        #expect(place.name == "Oslo" && place.rank == 1 && place.isFar == true && place.others.value == ["x": 2])
        #expect(place.text == "fjord" && place.hotel.name == "Plaza")
    }

    private struct Renamed: Decodable {
        var name: String
        var rank: Int
        var isFar: Bool
        var others: [String: Int]
        var text: String?
        var hotel: Trip.Hotel

        enum CodingKeys: String, CodingKey {
            case rank, others = "o", hotel = "h", text = "body", name = "title", isFar = "is_far"
        }
    }

    @Test("Properties that are called like members of a partial value are reached by their key paths")
    func hiddenProperties() {
        let pair = partial(#"{"value": "x", "json": 1, "isComplete": true"#, of: Hidden.self)
        #expect(pair[\.value].text == "x" && pair[\.json].value == 1 && pair[\.isComplete].value == true)
        #expect(!pair.isComplete)
    }

    private struct Hidden: Decodable {
        var value: String
        var json: Int?
        var isComplete: Bool
    }

    @Test("Properties that cannot be told apart are not known")
    func emptyTypes() {
        let pair = partial(#"{"one": "same", "other": 1}"#, of: Pair.self)
        #expect(pair.one == nil && pair.other == nil && pair["one"] == "same")
    }

    private struct Pair: Decodable {
        enum Only: String, Decodable { case same }
        var one: Only
        var other: Only
    }

    @Test("A text in which the JSON breaks takes nothing else with it")
    func brokenText() {
        let trip = partial(#"{"nights": 12, "city": "Par\q"#)
        #expect(trip.nights == 12 && trip.json?["nights"] == 12)
        #expect(trip.city == "" && trip.value == nil && !trip.isComplete)
    }

    @Test("A state stays as it was when more comes")
    func states() {
        let tree = PartialTree(maximumDepth: 64, maximumSize: 1_000_000)
        var states: [Partial<Trip>] = []
        for piece in [#"{"city": "P"#, "ar", #"is", "days": ["#, #"{"title": "L"}"#, #", {}], "city": "Rome"}"#] {
            tree.withParser { $0.append(piece) }
            states.append(Partial(view: PartialView(tree)))
        }
        #expect(states.map(\.city) == ["P", "Par", "Paris", "Paris", "Rome"])
        #expect(states.map(\.days.count) == [0, 0, 0, 1, 2])
        #expect(states.map(\.isComplete) == [false, false, false, false, true])
    }

    @Test("States that are kept make the document copy nothing when more comes")
    func copies() {
        let tree = PartialTree(maximumDepth: 64, maximumSize: 1_000_000)
        var states: [Partial<Place>] = []
        var moves = 0
        var last: UInt = 0
        for piece in [#"{"rank": 7, "city": ""#] + Array(repeating: "twenty bytes of text", count: 10_000) {
            let address = tree.withParser { parser in
                parser.append(piece)
                return parser.document.bytes.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
            }
            if address != last { moves += 1 }
            last = address
            states.append(Partial(view: PartialView(tree)))
            #expect(states.last?.rank == 7)
        }
        // The buffer doubles as it grows.
        #expect(moves < 20)
        #expect(states[5].city?.utf8.count == 100 && states.last?.city?.utf8.count == 200_000)
    }

    @Test("A state can be read in one task while more comes in another")
    func tasks() async {
        let tree = PartialTree(maximumDepth: 64, maximumSize: 1_000_000)
        tree.withParser { $0.append(#"{"rank": 7, "city": "Os"#) }
        let state = Partial<Place>(view: PartialView(tree))
        async let writing: Void = {
            for _ in 0..<1_000 { tree.withParser { $0.append(#"lo\n"#) } }
        }()
        async let reading = (0..<1_000).allSatisfy { _ in state.city == "Os" && state.rank == 7 }
        await writing
        #expect(await reading && Partial<Place>(view: PartialView(tree)).city?.utf8.count == 3_002)
    }
}
