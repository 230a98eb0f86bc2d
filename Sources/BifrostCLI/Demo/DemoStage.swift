/// Where the demo is shown.
struct DemoStage {
    private let output = OutputFile.standardOutput
    private let style = Style(for: .standardOutput)

    func print(_ text: String, terminator: String = "\n") throws {
        try output.write(text + terminator)
    }

    /// Shows a step's title and code.
    func present(_ step: any DemoStep, number: Int) throws {
        let code = step.code.split(separator: "\n", omittingEmptySubsequences: false)
            .map { "  \(style.dim("│")) \(SwiftHighlighter(style: style).highlight($0))\n" }.joined()
        try output.write("\n\(style.bold("\(number). \(step.title)"))\n\n\(code)\n")
    }

    /// Shows a remark that is not part of an answer.
    func remark(_ text: String) throws { try output.write(style.dim(text) + "\n") }
}
