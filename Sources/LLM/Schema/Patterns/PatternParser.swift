/// Reads a regular expression of ECMA-262.
struct PatternParser {
    /// How deeply groups may be nested.
    private static let maximumDepth = 50
    /// How often a part may be repeated by number.
    private static let maximumCount = 1_000

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func whole() throws(PatternProblem) -> PatternNode {
        let tree = try choice()
        guard position == scalars.count else { throw PatternProblem() }
        return tree
    }

    private mutating func choice() throws(PatternProblem) -> PatternNode {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .either(branches)
    }

    private mutating func sequence() throws(PatternProblem) -> PatternNode {
        var nodes: [PatternNode] = []
        while let next = peek, next != "|", next != ")" {
            let node = try term()
            nodes.append(try quantified(node))
        }
        return .sequence(nodes)
    }

    private mutating func term() throws(PatternProblem) -> PatternNode {
        let scalar = try next()
        switch scalar {
        case "^": return .assert(.start)
        case "$": return .assert(.end)
        case ".": return .set(PatternSet.lineEnd.inverted)
        case "(": return try group()
        case "[": return .set(try set())
        case "\\": return try escape()
        case "*", "+", "?", "{", "}", "]": throw PatternProblem()
        default: return .set(PatternSet(scalar))
        }
    }

    private mutating func group() throws(PatternProblem) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw PatternProblem() }
        if take("?"), !take(":") {
            // A name; `(?<=` and `(?<!` look back.
            guard take("<"), peek != "=", peek != "!" else { throw PatternProblem() }
            while try next() != ">" {}
        }
        let node = try choice()
        guard take(")") else { throw PatternProblem() }
        return node
    }

    private mutating func quantified(_ node: PatternNode) throws(PatternProblem) -> PatternNode {
        let bounds: (least: Int, most: Int?)
        switch peek {
        case "*": bounds = (0, nil)
        case "+": bounds = (1, nil)
        case "?": bounds = (0, 1)
        case "{":
            position += 1
            bounds = try count()
        default: return node
        }
        position += 1
        // Whether as little as possible is taken makes no difference to whether there is a match.
        _ = take("?")
        return .repeated(node, least: bounds.least, most: bounds.most)
    }

    /// The numbers of `{2}`, `{2,}` or `{2,5}`, up to the brace that closes them.
    private mutating func count() throws(PatternProblem) -> (least: Int, most: Int?) {
        let least = try number()
        guard take(",") else {
            guard peek == "}" else { throw PatternProblem() }
            return (least, least)
        }
        if peek == "}" { return (least, nil) }
        let most = try number()
        guard peek == "}", most >= least else { throw PatternProblem() }
        return (least, most)
    }

    private mutating func number() throws(PatternProblem) -> Int {
        var digits = ""
        while let scalar = peek, PatternSet.digit.contains(scalar) {
            digits.unicodeScalars.append(scalar)
            position += 1
        }
        guard let number = Int(digits), number <= Self.maximumCount else { throw PatternProblem() }
        return number
    }

    private mutating func set() throws(PatternProblem) -> PatternSet {
        let isInverted = take("^")
        var whole = PatternSet([])
        while !take("]") {
            let (first, single) = try member()
            guard peek == "-", scalars.indices.contains(position + 1), scalars[position + 1] != "]", let single else {
                whole = whole.union(first)
                continue
            }
            position += 1
            guard let last = try member().single, single <= last else { throw PatternProblem() }
            whole = whole.union(PatternSet([single.value...last.value]))
        }
        return isInverted ? whole.inverted : whole
    }

    /// One member of a set, and its scalar where it is one.
    private mutating func member() throws(PatternProblem) -> (set: PatternSet, single: Unicode.Scalar?) {
        var scalar = try next()
        if scalar == "\\" {
            if take("b") { return (PatternSet("\u{8}"), "\u{8}") }
            if let set = knownSet() { return (set, nil) }
            scalar = try escapedScalar()
        }
        return (PatternSet(scalar), scalar)
    }

    private mutating func escape() throws(PatternProblem) -> PatternNode {
        if take("b") { return .assert(.wordBoundary) }
        if take("B") { return .assert(.noWordBoundary) }
        if let set = knownSet() { return .set(set) }
        return .set(PatternSet(try escapedScalar()))
    }

    private mutating func knownSet() -> PatternSet? {
        let set: PatternSet
        switch peek {
        case "d": set = .digit
        case "D": set = PatternSet.digit.inverted
        case "w": set = .word
        case "W": set = PatternSet.word.inverted
        case "s": set = .space
        case "S": set = PatternSet.space.inverted
        default: return nil
        }
        position += 1
        return set
    }

    private mutating func escapedScalar() throws(PatternProblem) -> Unicode.Scalar {
        let scalar = try next()
        switch scalar {
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "v": return "\u{B}"
        case "f": return "\u{C}"
        case "0" where peek.map(PatternSet.digit.contains) != true: return "\0"
        case "x": return try hexadecimal(digits: 2)
        case "u" where take("{"):
            let value = try hexadecimal(digits: nil)
            guard take("}") else { throw PatternProblem() }
            return value
        case "u": return try hexadecimal(digits: 4)
        // References back, properties of Unicode and the like are letters and digits.
        case _ where PatternSet.word.contains(scalar): throw PatternProblem()
        default: return scalar
        }
    }

    private mutating func hexadecimal(digits: Int?) throws(PatternProblem) -> Unicode.Scalar {
        var text = ""
        while text.count < digits ?? 6, let scalar = peek, scalar.properties.isASCIIHexDigit {
            text.unicodeScalars.append(scalar)
            position += 1
        }
        guard text.count == digits ?? text.count, let value = UInt32(text, radix: 16),
            let scalar = Unicode.Scalar(value)
        else { throw PatternProblem() }
        return scalar
    }

    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func next() throws(PatternProblem) -> Unicode.Scalar {
        guard let scalar = peek else { throw PatternProblem() }
        position += 1
        return scalar
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        position += 1
        return true
    }
}
