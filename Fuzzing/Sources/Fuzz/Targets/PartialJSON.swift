@testable import LLM

extension FuzzTarget {
    /// The reader of JSON that still arrives: the same texts and values as the scanner, however they are cut, and a
    /// value to show after every piece.
    static let partialJSON = FuzzTarget(name: "partial-json", vectors: "chat-stream.json", seeds: JSONSeeds.all) {
        input in
        let text = String(decoding: input, as: UTF8.self)
        let value = try? JSONValue(parsing: text)
        for pieces in [[text], text.unicodeScalars.map { String($0) }, scalarRuns(of: text)] {
            let tree = PartialTree(maximumDepth: 512, maximumSize: .max)
            for piece in pieces {
                tree.withParser { $0.append(piece) }
                // To show a value takes time in its size.
                if pieces.count < 32 { _ = PartialView(tree)?.json }
            }
            tree.withParser { $0.finish() }
            expectEqual(
                tree.withParser { $0.failure } == nil, value != nil, "whether it is JSON, in \(pieces.count) pieces")
            if let value { expectEqual(PartialView(tree)?.json, value, "the value, in \(pieces.count) pieces") }
        }
    }

    private static func scalarRuns(of text: String) -> [String] {
        var generator = InputGenerator(Array(text.utf8))
        var pieces: [String] = []
        var rest = text.unicodeScalars[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 0...60, using: &generator))
            pieces.append(String(piece))
            rest = rest.dropFirst(piece.count)
        }
        return pieces
    }
}
