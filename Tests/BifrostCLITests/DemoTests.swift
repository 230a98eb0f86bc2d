import Foundation
import Testing

@testable import BifrostCLI

struct DemoTests {
    private static let steps = DemoCommand.steps(baseURL: "", stage: DemoStage())

    @Test(arguments: steps.indices)
    func `The code that a step shows is the code that it runs`(index: Int) throws {
        let step = Self.steps[index]
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/BifrostCLI/Demo/\(type(of: step)).swift")
        let source = try String(contentsOf: file, encoding: .utf8)
        let body = try #require(source.components(separatedBy: "func run() async throws {\n").last)
        let shown = step.code.split(separator: "\n").map { "        \($0)\n" }.joined()
        #expect(body.contains(shown))
    }

    @Test(arguments: steps.indices)
    func `What a step shows fits a terminal`(index: Int) {
        #expect(Self.steps[index].code.split(separator: "\n").allSatisfy { $0.count <= 76 })
    }

    @Test
    func `Colours mark keywords and texts, and nothing else changes`() {
        let line: Substring = #"for try await x in f("a \"b\" in", format)"#
        let colours = SwiftHighlighter(style: Style(isEnabled: true)).highlight(line)
        #expect(colours.hasPrefix("\u{1B}[35mfor\u{1B}[0m \u{1B}[35mtry\u{1B}[0m"))
        #expect(colours.contains("f(\u{1B}[32m\"a \\\"b\\\" in\"\u{1B}[0m, format)"))
        #expect(SwiftHighlighter(style: Style(isEnabled: false)).highlight(line) == line)
        #expect(SwiftHighlighter(style: Style(isEnabled: false)).highlight("\"open") == "\"open")
    }
}
