import LLM
import TestSupport
import Testing

/// Lists of numbers, as vectors are written.
struct JSONFloatTests {
    private func lists(_ text: String) throws -> [[Float]]? {
        let bytes = Array(text.utf8)
        var scanner = JSONScanner()
        let lists = try scanner.floatLists(in: bytes.span)
        try scanner.end(in: bytes.span)
        return lists
    }

    @Test(arguments: [
        "0", "-0", "1", "-12.5", "0.1", "0.000000000000000000000001", "123456789012345678901234567890",
        "9007199254740993",
        "0.9007199254740993", "0.30000000000000004", "1e3", "1E+3", "-1.5e-7", "3.4028235e38", "1e-45", "1e-60",
        "16777217",
        // As a double this lies exactly between two floats.
        "0.6343642175197601", "-0.6343642175197601",
        "0.12345678901234567890123",
    ])
    func readsEachNumberAsTheStandardLibraryDoes(_ text: String) throws {
        let expected = try #require(Float(text))
        for form in ["[\(text)]", "[ \(text) ]", "[1,\(text),\n1]"] {
            let list = try #require(try lists(form)?.first)
            #expect(list[list.count / 2].bitPattern == expected.bitPattern)
        }
    }

    @Test func readsRandomNumbers() throws {
        var random = SplitMix64(state: 7)
        let numbers = (0..<20_000).map { _ in Float.random(in: -1...1, using: &random) }
        #expect(try lists("[\(numbers.map { "\($0)" }.joined(separator: ","))]") == [numbers])
    }

    @Test(
        arguments: [
            ("[[1,2],[3]]", [[1, 2], [3]]), ("[]", nil), ("[[]]", nil), ("[[1],[]]", nil), ("[1,null]", nil),
            ("[1,[2]]", nil),
            ("[[1],2]", nil), ("[1e39]", nil), ("null", nil), (#"{"a":[1]}"#, nil), (#""1""#, nil),
        ] as [(String, [[Float]]?)])
    func readsListsAlone(_ text: String, _ expected: [[Float]]?) throws {
        #expect(try lists(text) == expected)
    }

    @Test(arguments: [
        "[01]", "[-]", "[1.]", "[.5]", "[1e]", "[1", "[1,]", "[1 2]", "[+1]", "[1.5.5]", "[0x1]", "[-01.5]", "[",
    ])
    func refusesWhatIsNoJSON(_ text: String) {
        #expect(throws: JSONError.self) { try lists(text) }
    }
}
