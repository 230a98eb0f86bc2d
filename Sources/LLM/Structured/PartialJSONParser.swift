/// Reads one JSON value (RFC 8259) from pieces of text, each byte once, however they are cut.
///
/// It accepts the same texts as ``JSONScanner``. After the first byte that cannot be
/// right nothing is taken any more, and the document stays as it was before.
struct PartialJSONParser: Sendable {
    /// What the next byte may be.
    enum State: Sendable {
        /// A value.
        case beforeValue
        /// An element, or the end of the list that has just begun.
        case beforeElementOrEnd
        /// A name, or the end of the object that has just begun.
        case beforeNameOrEnd
        /// A name, after a comma.
        case beforeName
        case inName
        case beforeColon
        case inString
        case inNumber
        case inLiteral
        /// A comma or the end of what is open; nothing when nothing is.
        case afterValue
        case finished
        case failed(JSONError)
    }

    var document = PartialDocument()
    /// How many bytes have been taken.
    var count = 0
    var state = State.beforeValue
    /// The lists, objects and the string that are open, outermost first.
    var open: [Int] = []
    var text = PartialText()
    /// Where the value began that is being read; of names and strings, where their text did.
    var start = 0
    var name = ""
    var literal: StaticString = "null"

    let maximumDepth: Int
    private let maximumSize: Int

    /// Makes a parser.
    ///
    /// - Parameters:
    ///   - maximumDepth: How many levels of lists and objects may be nested.
    ///   - maximumSize: How many bytes the text may have.
    init(maximumDepth: Int = 512, maximumSize: Int = .max) {
        self.maximumDepth = maximumDepth
        self.maximumSize = maximumSize
    }

    /// Where the document stands.
    var cut: PartialCut {
        guard case .inString = state else { return PartialCut(count: count) }
        return PartialCut(count: count, textEnd: text.end(at: count), isEscaped: text.isEscaped)
    }

    /// Whether a whole value has been read, after which only white space may come; a number alone has no end before
    /// ``finish()``.
    var isComplete: Bool {
        switch state {
        case .afterValue: open.isEmpty
        case .finished: true
        default: false
        }
    }

    private var isReading: Bool {
        switch state {
        case .finished, .failed: false
        default: true
        }
    }

    /// What is wrong with the text.
    ///
    /// Nil as long as nothing is.
    var failure: JSONError? {
        if case .failed(let error) = state { error } else { nil }
    }

    /// Reads the next piece.
    ///
    /// - Parameter piece: The piece; nothing of it is kept once the text has failed or ended.
    mutating func append(_ piece: String) {
        guard isReading else { return }
        guard piece.utf8.count <= maximumSize - count else { return fail(.tooLarge) }
        document.bytes.append(contentsOf: piece.utf8)
        while isReading, count < document.bytes.count { step() }
    }

    /// Ends the text.
    mutating func finish() {
        if case .inNumber = state { endNumber(at: count + 1) }
        guard isReading else { return }
        guard isComplete else { return fail(.syntax) }
        state = .finished
        count = document.bytes.count + 1
    }

    private mutating func step() {
        let byte = document.bytes[count]
        switch state {
        case .inName, .inString: takeText(byte)
        case .inNumber: takeNumber(byte)
        case .inLiteral: takeLiteral(byte)
        case .finished, .failed: return
        default: byte.isJSONWhitespace ? count += 1 : takeToken(byte)
        }
    }

    mutating func advance(to next: State) {
        count += 1
        state = next
    }

    mutating func fail(_ code: JSONError.Code) { state = .failed(JSONError(code, offset: count)) }
}
