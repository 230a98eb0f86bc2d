/// The tools of one round, found by their names.
struct ToolBox: Sendable {
    typealias Run = ToolRunPolicy.UndeclaredTools

    /// Names of tools have 64 characters at most with most providers.
    private static let maximumName = 64

    private let tools: [String: Tool]
    private let undeclared: Run?

    init(_ tools: [Tool], undeclared: Run?) {
        self.tools = Dictionary(tools.map { ($0.name, $0) }) { first, _ in first }
        self.undeclared = undeclared
    }

    /// The tool of that name among those of the run.
    subscript(name: String) -> Tool? { tools[name] }

    /// What runs a tool; nil when nothing does.
    func run(_ name: String) -> Run? {
        guard let tool = tools[name] else { return undeclared }
        return { try await tool.run($0, context: $1) }
    }

    /// What the model is told about a name that no tool has; of a long one its beginning.
    func unknown(_ name: String) -> String {
        let name = name.prefix(Self.maximumName)
        guard !tools.isEmpty else { return "There is no tool named \"\(name)\"." }
        return "There is no tool named \"\(name)\". The tools are: \(tools.keys.sorted().joined(separator: ", "))."
    }
}
