/// A part of a regular expression.
indirect enum PatternNode {
    case empty
    case set(PatternSet)
    case assert(PatternAssertion)
    case sequence([PatternNode])
    case either([PatternNode])
    /// At least so often, and at most so often; nil is no limit.
    case repeated(PatternNode, least: Int, most: Int?)
}

enum PatternAssertion { case start, end, wordBoundary, noWordBoundary }

/// A step of a match.
enum PatternInstruction {
    case scalar(PatternSet)
    case assert(PatternAssertion)
    case jump(Int)
    case split(Int, Int)
    case match
}

/// A regular expression that is wrong, too large or not known here.
struct PatternProblem: Error {}

/// Turns an expression into instructions.
struct PatternCompiler {
    /// How many instructions there may be; counted repetitions multiply.
    private static let maximumInstructions = 2_000

    private var program: [PatternInstruction] = []

    static func program(of tree: PatternNode) throws(PatternProblem) -> [PatternInstruction] {
        var compiler = PatternCompiler()
        try compiler.add(tree)
        try compiler.emit(.match)
        return compiler.program
    }

    private mutating func emit(_ instruction: PatternInstruction) throws(PatternProblem) {
        guard program.count < Self.maximumInstructions else { throw PatternProblem() }
        program.append(instruction)
    }

    private mutating func add(_ node: PatternNode) throws(PatternProblem) {
        switch node {
        case .empty: break
        case .set(let set): try emit(.scalar(set))
        case .assert(let assertion): try emit(.assert(assertion))
        case .sequence(let nodes): for node in nodes { try add(node) }
        case .either(let nodes): try addChoice(nodes[...])
        case .repeated(let node, let least, let most): try addRepetition(of: node, least: least, most: most)
        }
    }

    private mutating func addChoice(_ nodes: ArraySlice<PatternNode>) throws(PatternProblem) {
        guard let first = nodes.first, nodes.count > 1 else {
            if let only = nodes.first { try add(only) }
            return
        }
        let split = program.count
        try emit(.split(split + 1, split + 1))
        try add(first)
        let jump = program.count
        try emit(.jump(jump + 1))
        program[split] = .split(split + 1, program.count)
        try addChoice(nodes.dropFirst())
        program[jump] = .jump(program.count)
    }

    private mutating func addRepetition(of node: PatternNode, least: Int, most: Int?) throws(PatternProblem) {
        // What takes no instruction may be repeated any number of times without ever reaching the limit.
        let start = program.count
        for _ in 0..<least {
            try add(node)
            if program.count == start { return }
        }
        guard let most else { return try addLoop(node) }
        var splits: [Int] = []
        for _ in least..<max(least, most) {
            splits.append(program.count)
            try emit(.split(program.count + 1, program.count + 1))
            try add(node)
        }
        for split in splits { program[split] = .split(split + 1, program.count) }
    }

    private mutating func addLoop(_ node: PatternNode) throws(PatternProblem) {
        let split = program.count
        try emit(.split(split + 1, split + 1))
        try add(node)
        try emit(.jump(split))
        program[split] = .split(split + 1, program.count)
    }
}
