import FoundationEssentials
import Glibc

/// What was typed, in memory and in a file that nobody else may read.
///
/// An entry is a line of the file; line ends and backslashes in it are written as `\n` and `\\`. A text that begins
/// with a space is not kept, as in shells.
struct InputHistory {
    /// How many entries are kept.
    static let maximumEntries = 1000

    /// The entries, oldest first.
    private(set) var entries: [String] = []
    private let path: String?

    /// Reads the file; one that cannot be read counts as empty.
    ///
    /// - Parameter path: Where the entries are kept. Nil keeps them in memory alone.
    init(path: String?) {
        self.path = path
        guard let path, let contents = try? InputFile.contents(of: path) else { return }
        let lines = String(decoding: contents, as: UTF8.self).split(separator: "\n")
        entries = lines.suffix(Self.maximumEntries).map { Self.decoded($0) }
        if lines.count > 2 * Self.maximumEntries { rewrite() }
    }

    /// Adds an entry, unless it is the last one again.
    mutating func append(_ entry: String) {
        guard !entry.isEmpty, entry.first != " ", entry != entries.last else { return }
        entries.append(entry)
        if entries.count > Self.maximumEntries { entries.removeFirst() }
        write([entry], flags: O_APPEND)
    }

    /// The file's place: `bifrost/chat-history` in the folder for state (XDG Base Directory Specification).
    static func defaultPath(environment: [String: String] = ProcessInfo.processInfo.environment) -> String? {
        if let folder = environment["XDG_STATE_HOME"], folder.hasPrefix("/") { return folder + "/bifrost/chat-history" }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home + "/.local/state/bifrost/chat-history"
    }

    private func rewrite() { write(entries, flags: O_TRUNC) }

    /// A history that cannot be kept is no reason to end a conversation.
    private func write(_ entries: [String], flags: Int32) {
        guard let path else { return }
        Self.makeFolders(of: path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // One that was there may have been readable for others.
        fchmod(descriptor, 0o600)
        OutputFile(descriptor: descriptor).writeIfPossible(entries.map { Self.encoded($0) + "\n" }.joined())
    }

    private static func makeFolders(of path: String) {
        for (index, character) in zip(path.indices, path) where character == "/" && index != path.startIndex {
            mkdir(String(path[..<index]), 0o700)
        }
    }

    private static func encoded(_ entry: String) -> String {
        entry.replacing("\\", with: "\\\\").replacing("\r", with: "\\r").replacing("\n", with: "\\n")
    }

    private static func decoded(_ line: Substring) -> String {
        var entry = ""
        var isEscaped = false
        for character in line {
            guard isEscaped || character != "\\" else {
                isEscaped = true
                continue
            }
            entry.append(isEscaped ? ["n": "\n", "r": "\r"][character] ?? character : character)
            isEscaped = false
        }
        return entry
    }
}
