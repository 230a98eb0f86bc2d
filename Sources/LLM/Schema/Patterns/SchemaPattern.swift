/// A regular expression of ECMA-262, matched in time that is linear in the text whatever the expression.
///
/// The standard library's `Regex` goes back and forth in the text, so that a model's text could keep it busy for years.
/// This one keeps all states that the expression can be in at once (Thompson). What cannot be matched so, looking around
/// and back, and the properties of Unicode are not known here.
struct SchemaPattern {
    /// How many instructions times scalars one match may take.
    private static let maximumWork = 20_000_000

    private let program: [PatternInstruction]

    /// Reads an expression.
    ///
    /// Nil for one that is wrong, too large or not known here.
    init?(_ text: String) {
        var parser = PatternParser(text)
        guard let tree = try? parser.whole(), let program = try? PatternCompiler.program(of: tree) else { return nil }
        self.program = program
    }

    /// Whether some part of a text matches; true for a text that is too long to look at.
    func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count < Self.maximumWork / program.count else { return true }
        var states = PatternStates(program: program, scalars: scalars)
        for position in 0...scalars.count where states.advance(at: position) { return true }
        return false
    }
}

/// The states that an expression can be in at one position of a text.
private struct PatternStates {
    let program: [PatternInstruction]
    let scalars: [Unicode.Scalar]
    /// Instructions that wait for the scalar at the position.
    private var waiting: [Int] = []
    /// The position at which each instruction was reached last.
    private var reachedAt: [Int]
    private var isMatched = false

    init(program: [PatternInstruction], scalars: [Unicode.Scalar]) {
        self.program = program
        self.scalars = scalars
        reachedAt = Array(repeating: -1, count: program.count)
    }

    /// Begins a match at a position and takes its scalar; true when some match is whole.
    mutating func advance(at position: Int) -> Bool {
        reach(0, at: position)
        guard !isMatched, position < scalars.count else { return isMatched }
        let before = waiting
        waiting = []
        for index in before {
            guard case .scalar(let set) = program[index], set.contains(scalars[position]) else { continue }
            reach(index + 1, at: position + 1)
        }
        return isMatched
    }

    /// Follows all instructions that take no scalar.
    private mutating func reach(_ start: Int, at position: Int) {
        var pending = [start]
        while let index = pending.popLast() {
            guard reachedAt[index] != position else { continue }
            reachedAt[index] = position
            switch program[index] {
            case .scalar: waiting.append(index)
            case .jump(let target): pending.append(target)
            case .split(let one, let other): pending += [other, one]
            case .assert(let assertion): if holds(assertion, at: position) { pending.append(index + 1) }
            case .match: isMatched = true
            }
        }
    }

    private func holds(_ assertion: PatternAssertion, at position: Int) -> Bool {
        switch assertion {
        case .start: position == 0
        case .end: position == scalars.count
        case .wordBoundary: isWord(position - 1) != isWord(position)
        case .noWordBoundary: isWord(position - 1) == isWord(position)
        }
    }

    private func isWord(_ position: Int) -> Bool {
        scalars.indices.contains(position) && PatternSet.word.contains(scalars[position])
    }
}
