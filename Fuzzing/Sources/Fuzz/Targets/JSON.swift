@testable import Bifrost
import FoundationEssentials
@testable import LLM

extension FuzzTarget {
    /// The JSON scanner: against Foundation's reader, against itself where it reads in several ways, and against its
    /// own writer.
    static let json = FuzzTarget(name: "json", vectors: "chat-stream.json", seeds: JSONSeeds.all) { input in
        let value = try? JSONValue(parsing: input)
        compareVerdicts(value, input)
        compareWithFoundation(value, input)
        compareFloats(input)
        guard let value else { return }
        expectEqual(value, try? JSONValue(parsing: JSONSeeds.repaired(input)), "as sent and with repaired UTF-8")
        expectEqual(value, try? JSONValue(parsing: value.serialized()), "read and written again")
        let rewritten = JSONRewriter(input)
        expectEqual(value, rewritten.flatMap { try? JSONValue(parsing: $0.text) }, "written in another way")
        compareVoidness(value, input)
    }

    /// A value that is skipped is checked as strictly as one that is read, at any depth.
    private static func compareVerdicts(_ value: JSONValue?, _ input: [UInt8]) {
        var scanner = JSONScanner()
        let span = input.span
        do {
            try scanner.skipValue(in: span)
            try scanner.end(in: span)
            var reader = JSONScanner()
            let pruned = try reader.value(in: span, depth: 512, rule: .readAsNull)
            expect(value == nil || value == pruned, "read in two ways")
            expect(scanner.offset >= reader.offset, "skipped less than was read")
        } catch {
            expect(value == nil, "read, but not skipped: \(error)")
        }
    }

    private static func compareWithFoundation(_ value: JSONValue?, _ input: [UInt8]) {
        let opinion = JSONOpinion(input)
        guard !opinion.isPermittedToDiffer else { return }
        expect(
            (value == nil) == (opinion.value == nil), "ours: \(reflect(value)), Foundation's: \(reflect(opinion.value))"
        )
        // Of names that stand twice, we let the last one count, and Foundation does not say which.
        guard let value, JSONRewriter(input)?.repeatedNames == 0 else { return }
        expectEqual(value.withPlainNumbers, opinion.value?.withPlainNumbers, "the scanner and Foundation")
    }

    private static func compareVoidness(_ value: JSONValue, _ input: [UInt8]) {
        var scanner = JSONScanner()
        let isVoid = try? scanner.skipVoidValue(in: input.span)
        expectEqual(isVoid, value.isVoid, "whether it says nothing, skipped and read")
    }

    /// Vectors have a way of their own to read numbers fast; each must be the nearest `Float`.
    private static func compareFloats(_ input: [UInt8]) {
        var scanner = JSONScanner()
        guard let lists = try? scanner.floatLists(in: input.span) else { return }
        let numbers = input[..<scanner.offset].split { "[], \t\r\n".utf8.contains($0) }
        let expected = numbers.map { Float(String(decoding: $0, as: UTF8.self)) }
        expectEqual(lists.joined().map(Optional.some), expected, "floats read fast and slowly")
    }

    private static func reflect(_ value: JSONValue?) -> String { String(reflecting: value) }
}

/// JSON to begin with: the data of streamed events, numbers, escapes and vectors.
enum JSONSeeds {
    static func all(_ streams: [[UInt8]]) -> [[UInt8]] {
        let events = streams.flatMap { stream in
            stream.split(separator: UInt8(ascii: "\n")).filter { $0.starts(with: "data: {".utf8) }.map {
                Array($0.dropFirst(6))
            }
        }
        return events + others.map { Array($0.utf8) }
    }

    private static let others = [
        "[0.1,-2.5e-3,16777217,3.4028236e38]", "[[1,2.25],[-0.0,1e1]]",
        "[1.00000017881393432617187499,9007199254740993]", "[9007199254740993.5,0.5]",
        #"{"a":"\u00e9\ud83d\ude00\n\/","b":[true,false,null],"":{}}"#, "9223372036854775808", "-0", "1E400",
        "\"\\ud800\"",
        " [ ] ", "{\"a\":1,\"a\":2}",
    ]

    /// The text with U+FFFD for what is not UTF-8.
    static func repaired(_ bytes: [UInt8]) -> [UInt8] { Array(String(decoding: bytes, as: UTF8.self).utf8) }
}
