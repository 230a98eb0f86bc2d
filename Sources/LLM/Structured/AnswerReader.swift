/// Reads the JSON of an answer from pieces of its text.
///
/// Text before and after the JSON is passed over, since an answer is one object: where the text as it is is JSON, there
/// is nothing to pass over.
struct AnswerReader: Sendable {
    private enum Stage { case before(ObjectFinder), inside, after(ObjectFinder) }

    let tree: PartialTree
    private var stage = Stage.before(ObjectFinder())
    private var hasSecondObject = false

    init(_ options: StructuredOptions) {
        // What is deeper could be read here, but not be decoded.
        tree = PartialTree(maximumDepth: min(options.maximumDepth, 512), maximumSize: options.maximumSize)
    }

    /// Reads the next piece.
    ///
    /// - Parameter piece: The piece.
    /// - Returns: Whether more of the JSON is known now.
    /// - Throws: What is wrong when a limit is passed.
    mutating func add(_ piece: String) throws(AnswerProblem) -> Bool {
        switch stage {
        case .before(var finder):
            let beginning = finder.beginning(in: piece)
            stage = beginning == nil ? .before(finder) : .inside
            return try beginning.map { (text) throws(AnswerProblem) in try read(text) } ?? false
        case .inside: return try read(piece)
        case .after(var finder):
            hasSecondObject = hasSecondObject || finder.beginning(in: piece) != nil
            stage = .after(finder)
            return false
        }
    }

    /// Ends the text.
    ///
    /// - Returns: The JSON.
    /// - Throws: What is wrong with it.
    func finish() throws(AnswerProblem) -> PartialView {
        if case .before = stage { throw AnswerProblem(.notJSON, "there is no JSON object in it") }
        guard !hasSecondObject else { throw AnswerProblem(.notJSON, "there is more than one JSON object in it") }
        let failure = tree.withParser { parser in
            if case .inside = stage { parser.finish() }
            return parser.isRootComplete ? nil : parser.failure
        }
        guard failure == nil, let view = PartialView(tree) else {
            throw AnswerProblem(failure ?? JSONError(.syntax))
        }
        return view
    }

    private mutating func read(_ piece: String) throws(AnswerProblem) -> Bool {
        let outcome = tree.withParser { parser in
            let count = parser.count
            parser.append(piece)
            return (
                isMore: parser.count > count, failure: parser.failure,
                rest: parser.isRootComplete ? parser.rest : nil
            )
        }
        if let rest = outcome.rest {
            var finder = ObjectFinder(isAtStart: false)
            hasSecondObject = finder.beginning(in: rest) != nil
            stage = .after(finder)
        } else if let failure = outcome.failure, failure.code != .syntax {
            throw AnswerProblem(failure)
        }
        return outcome.isMore
    }
}

extension PartialJSONParser {
    /// Whether the outermost value is whole, whatever came after it.
    fileprivate var isRootComplete: Bool {
        document.root(at: cut).map { document.isComplete($0, at: cut) } ?? false
    }

    /// What has not been taken because it cannot belong to the value.
    fileprivate var rest: String { String(decoding: document.bytes[count...], as: UTF8.self) }
}
