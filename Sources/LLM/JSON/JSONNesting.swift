/// Which lists and objects are open: one bit each, so that depth costs next to nothing.
struct JSONNesting {
    private var depth = 0
    /// The innermost 64 levels, at most; a one is an object.
    private var word: UInt64 = 0
    private var outerWords: [UInt64] = []

    var isEmpty: Bool { depth == 0 }

    var isInObject: Bool { word & 1 == 1 }

    mutating func openObject() { open(1) }

    mutating func openArray() { open(0) }

    mutating func close() {
        word >>= 1
        depth -= 1
        if depth > 0, depth.isMultiple(of: 64) { word = outerWords.removeLast() }
    }

    private mutating func open(_ bit: UInt64) {
        if depth > 0, depth.isMultiple(of: 64) {
            outerWords.append(word)
            word = 0
        }
        word = word << 1 | bit
        depth += 1
    }
}
