import Bifrost
import Foundation

/// The tables of `docs/faults.md`, made from what the calls came to.
struct FaultDocument {
    private static let begin = "<!-- tables: begin -->\n"
    private static let end = "<!-- tables: end -->\n"
    private static let url = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../docs/faults.md").standardizedFileURL

    /// The text between the marks.
    var tables: String

    /// Reads what is in the tree.
    init() throws {
        let text = try String(contentsOf: Self.url, encoding: .utf8)
        tables = String(text.components(separatedBy: Self.begin).last?.components(separatedBy: Self.end).first ?? "")
    }

    /// Writes the tables anew; what stands around them stays.
    static func write(_ tables: String) throws {
        let text = try String(contentsOf: url, encoding: .utf8)
        let before = text.components(separatedBy: begin)[0]
        let after = text.components(separatedBy: end).last ?? ""
        try Data((before + begin + tables + end + after).utf8).write(to: url)
    }

    /// Makes the tables.
    init(_ ends: (FaultCase) -> FaultEnd) {
        tables =
            FaultTable.sections.map { section in
                let lines = section.rows.flatMap { Self.lines($0, ends) }
                let note = section.note.map { $0 + "\n\n" } ?? ""
                return "\n## \(section.title)\n\n\(note)\(Self.heading)\(lines.joined())"
            }.joined() + "\n"
    }

    private static let heading = """
        | fault | what happens | call | HTTP | ends as | limit | got as far as | attempts | kept |
        | --- | --- | --- | --- | --- | --- | --- | ---: | --- |

        """

    /// One line, or one for each call, and one for each version of HTTP, where they end in different ways.
    private static func lines(_ row: FaultRow, _ ends: (FaultCase) -> FaultEnd) -> [String] {
        var lines: [(calls: [FaultRow.Call], wires: [FaultRow.Wire], end: FaultEnd)] = []
        for call in row.calls {
            for (end, wires) in wires(of: row, call, ends) {
                if let same = lines.firstIndex(where: { $0.end == end && $0.wires == wires }) {
                    lines[same].calls.append(call)
                } else {
                    lines.append(([call], wires, end))
                }
            }
        }
        return lines.enumerated().map { position, line in
            let subject = position == 0 ? [row.name, row.what] : ["", ""]
            let callers = line.calls.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            let versions = line.wires.map(\.rawValue).joined(separator: ", ")
            return "| " + (subject + [callers, versions] + line.end.cells).joined(separator: " | ") + " |\n"
        }
    }

    private static func wires(
        of row: FaultRow, _ call: FaultRow.Call, _ ends: (FaultCase) -> FaultEnd
    ) -> [(FaultEnd, [FaultRow.Wire])] {
        var found: [(FaultEnd, [FaultRow.Wire])] = []
        for wire in row.wires {
            let end = ends(FaultCase(row: row, call: call, wire: wire))
            if let same = found.firstIndex(where: { $0.0 == end }) {
                found[same].1.append(wire)
            } else {
                found.append((end, [wire]))
            }
        }
        return found
    }
}

extension FaultEnd {
    /// What stands in a line of the document behind the fault and the call.
    fileprivate var cells: [String] {
        [outcome, limitText, reached.rawValue, "\(attempts)", code == nil ? "" : text.map { "“\($0)”" } ?? ""]
    }

    private var outcome: String {
        guard let code else { return "the answer “\(text ?? "")”" }
        let status = status.map { " (\($0))" } ?? ""
        let hint = retryAfter.map { ", `retryAfter` \($0.inSeconds)" } ?? ""
        return "`\(code.rawValue)`\(status)\(hint)"
    }

    private var limitText: String {
        guard let limit, let limitValue else { return "" }
        return "`\(limit.rawValue)`, \(limitValue.inSeconds)"
    }
}

extension Duration {
    fileprivate var inSeconds: String {
        let seconds = self / .seconds(1)
        return seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
    }
}
