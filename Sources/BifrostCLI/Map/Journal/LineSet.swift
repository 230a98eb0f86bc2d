/// A set of line numbers, with a bit for each line: a million take 125 kB.
struct LineSet: Equatable {
    private var words: [UInt64] = []
    private(set) var count = 0

    func contains(_ line: Int) -> Bool {
        let (word, bit) = Self.place(of: line)
        return word < words.count && words[word] & bit != 0
    }

    mutating func insert(_ line: Int) {
        let (word, bit) = Self.place(of: line)
        if word >= words.count { words += Array(repeating: 0, count: max(word + 1 - words.count, words.count)) }
        if words[word] & bit == 0 { count += 1 }
        words[word] |= bit
    }

    mutating func remove(_ line: Int) {
        guard contains(line) else { return }
        let (word, bit) = Self.place(of: line)
        words[word] &= ~bit
        count -= 1
    }

    private static func place(of line: Int) -> (word: Int, bit: UInt64) { (line / 64, 1 << UInt64(line % 64)) }
}
