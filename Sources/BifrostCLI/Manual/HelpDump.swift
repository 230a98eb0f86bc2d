/// What the argument parser tells of a command as JSON.
struct HelpDump: Decodable {
    var command: Command

    struct Command: Decodable {
        var commandName: String
        var abstract: String?
        var discussion: String?
        var shouldDisplay: Bool?
        var arguments: [Argument]?
        var subcommands: [Command]?

        /// The arguments that people are told of; every command has `--help`.
        var shownArguments: [Argument] {
            (arguments ?? []).filter { $0.shouldDisplay != false && $0.longName != "help" && $0.longName != "version" }
        }

        /// The commands that people are told of.
        var shownSubcommands: [Command] {
            (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
        }
    }

    struct Argument: Decodable, Equatable {
        enum Kind: String, Decodable {
            case positional, option, flag
        }

        struct Name: Decodable, Equatable {
            var kind: String
            var name: String
        }

        var kind: Kind
        var names: [Name]?
        var valueName: String?
        var abstract: String?
        var discussion: String?
        var isOptional: Bool?
        var isRepeating: Bool?
        var allValues: [String]?
        var defaultValue: String?
        var shouldDisplay: Bool?
        var sectionTitle: String?

        var longName: String? { names?.first { $0.kind == "long" }?.name }

        /// What may be given, and what is taken when nothing is; in the argument parser's own words.
        var range: String? {
            let values = allValues.map { "values: \($0.joined(separator: ", "))" }
            let parts = [values, defaultValue.map { "default: \($0)" }].compactMap { $0 }
            return parts.isEmpty ? nil : "(\(parts.joined(separator: "; ")))"
        }

        /// The names with their dashes, short ones first.
        var spellings: [String] {
            (names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name }.sorted { $0.count < $1.count }
        }
    }
}
