import ArgumentParser

/// What standard output carries.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json

    /// Whether a command line that could not be understood asks for JSON all the same.
    static func isJSON(in arguments: [String]) -> Bool {
        arguments.contains("--output=json")
            || zip(arguments, arguments.dropFirst()).contains { $0 == ("--output", "json") }
    }
}
