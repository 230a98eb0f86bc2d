import Foundation
import LLM
import Testing

struct JSONValueTests {
    static let readings: [(String, JSONValue)] = [
        ("null", JSONValue.null), ("true", true), ("false", false), ("0", 0), ("-0", 0), ("12", 12),
        ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
        ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("1.0", .number(1)), ("-1.5e2", -150.0),
        ("1E+2", 100.0), ("1e400", .number(.greatestFiniteMagnitude)), (#""""#, ""), ("[]", []), ("{}", [:]),
        (" [ 1 , [ ] , { } ] ", [1, [], [:]]), (#"{"a":1,"a":2}"#, ["a": 2]), (#"{"\u0061":[null]}"#, ["a": [nil]]),
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\u00e9\ud83c\udf31\u4F60""#, "é🌱你"),
        (#""\ud83c""#, "\u{FFFD}"), (#""\udf31x""#, "\u{FFFD}x"), (#""\ud83c\u0041""#, "\u{FFFD}A"),
        (#""\ud83c\ud83c\udf31""#, "\u{FFFD}🌱"), (#""\u0000""#, "\0"), ("\"raw 🌱\"", "raw 🌱"),
    ]

    @Test(arguments: readings)
    func parses(text: String, expected: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == expected)
    }

    @Test(arguments: [
        "", " ", "{", "[", "}", "nul", "True", "01", "+1", "-", "1.", ".5", "1e", "1e+", "NaN", "Infinity", "'a'",
        "\"a", "\"a\\", #""\x""#, #""\u12""#, #""\u12g4""#, "\"a\nb\"", "\"\t\"", "[1,]", "[,1]", "[1 2]", "[1}",
        "{1:2}",
        #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{"a":1 "b":2}"#, #"{,"a":1}"#, "{} {}", "1 2", "[] x", "\u{FEFF}{}",
    ])
    func refusesWhatIsNotJSON(text: String) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.code == .syntax)
    }

    @Test func invalidUTF8BecomesReplacementCharacters() throws {
        #expect(try JSONValue(parsing: [0x22, 0x61, 0xFF, 0xC3, 0x22]) == "a\u{FFFD}\u{FFFD}")
    }

    @Test func depthIsLimited() throws {
        let nested = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        #expect(throws: Never.self) { try JSONValue(parsing: nested) }
        let deeper = #expect(throws: JSONError.self) { try JSONValue(parsing: "[\(nested)]") }
        #expect(deeper?.code == .tooDeep)
        let flat = #expect(throws: JSONError.self) { try JSONValue(parsing: "[]", maximumDepth: 0) }
        #expect(flat?.code == .tooDeep)
    }

    @Test func writesSortedAndCompact() throws {
        let value: JSONValue = ["b": [1, 2.5, true, nil], "a": "\"\\\n\u{1}\u{1f}é", "c": [:]]
        #expect(try value.serializedText() == #"{"a":"\"\\\n\u0001\u001fé","b":[1,2.5,true,null],"c":{}}"#)
    }

    @Test(arguments: [0.1, 1e-7, 5e20, -0.0, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 0.1 + 0.2])
    func numbersSurviveTheRoundTrip(number: Double) throws {
        let text = try JSONValue.number(number).serializedText()
        #expect(try JSONValue(parsing: text).numberValue == number)
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data("[\(text)]".utf8)) }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func infiniteNumbersAreRefused(number: Double) {
        let error = #expect(throws: JSONError.self) { try JSONValue.number(number).serialized() }
        #expect(error?.code == .notFinite)
    }

    @Test func codesAsTheValueItself() throws {
        let value: JSONValue = ["n": nil, "b": false, "i": -3, "d": 0.5, "s": "x", "a": [1, "2"], "o": ["k": []]]
        let data = try JSONEncoder().encode(value)
        #expect(try JSONDecoder().decode(JSONValue.self, from: data) == value)
        #expect(try JSONValue(parsing: [UInt8](data)) == value)
    }

    @Test func subscriptsReachInside() {
        var value: JSONValue = ["list": [1, ["deep": "x"]], "whole": 12.0]
        #expect(value["list"]?[1]?["deep"]?.stringValue == "x")
        #expect(value["list"]?[2] == nil)
        #expect(value["list"]?[-1] == nil)
        #expect(value["none"]?["deeper"] == nil)
        #expect(value["whole"]?.integerValue == 12)
        #expect(value["list"]?[0]?.numberValue == 1)
        value["none"] = true
        #expect(value["none"]?.boolValue == true)
        value["none"] = nil
        #expect(value.objectValue?.count == 2)
    }
}
