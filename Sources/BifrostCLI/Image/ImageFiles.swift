import LLM

/// The names of an answer's images: the one that was given, or numbered ones beside it.
struct ImageFiles {
    static let standardOutputPath = MediaOutput.standardOutputPath

    private let stem: String
    private let ending: String
    private let count: Int

    /// - Throws: `LLMError.Code.configuration` for more than one image on standard output, or for a terminal.
    init(path: String, count: Int, partials: Int) throws {
        guard count > 0, partials >= 0 else { throw LLMError(.configuration, "-n must be more than zero") }
        try MediaOutput.check(path)
        guard path != Self.standardOutputPath || count == 1 && partials == 0 else {
            throw LLMError(.configuration, "standard output takes one image; give -o FILE for several")
        }
        let name = path.split(separator: "/").last ?? ""
        let dot = name.dropFirst().lastIndex(of: ".")
        ending = dot.map { String(name[$0...]) } ?? ""
        stem = String(path.dropLast(ending.count))
        self.count = count
    }

    /// `a.png` for the only image, else `a-1.png` and so on.
    func path(of index: Int) -> String { count == 1 && index == 0 ? stem + ending : "\(stem)-\(index + 1)\(ending)" }

    /// `a-partial-1.png` and so on.
    func path(ofPartial index: Int) -> String { "\(stem)-partial-\(index + 1)\(ending)" }
}
