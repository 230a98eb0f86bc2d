import FoundationEssentials

struct Question: Encodable {
    struct Message: Encodable {
        var role: String
        var content: String
    }

    var model: String
    var messages: [Message]
    var stream: Bool
}

/// A streamed answer as far as it came.
struct Answer {
    private(set) var text = ""
    private(set) var isDone = false
    private var kept: [UInt8] = []
    private let decoder = JSONDecoder()

    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        kept.append(contentsOf: bytes)
        while let end = kept.firstIndex(of: UInt8(ascii: "\n")) {
            take(line: kept[..<end])
            kept.removeSubrange(...end)
        }
    }

    private mutating func take(line: ArraySlice<UInt8>) {
        guard line.starts(with: "data: ".utf8) else { return }
        let json = line.dropFirst(6)
        if json.elementsEqual("[DONE]".utf8) { isDone = true }
        text += (try? decoder.decode(Chunk.self, from: Data(json)))?.choices.first?.delta.content ?? ""
    }
}

private struct Chunk: Decodable {
    struct Choice: Decodable { var delta: Delta }
    struct Delta: Decodable { var content: String? }
    var choices: [Choice]
}
