import Foundation
import Testing

@testable import BifrostCLI

@Suite("What was typed before")
struct InputHistoryTests {
    private final class Folder {
        let path = FileManager.default.temporaryDirectory.appending(path: "bifrost-\(UUID().uuidString)").path
        var file: String { path + "/state/bifrost/chat-history" }
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private let folder = Folder()

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test
    func `It comes back in the next conversation, line ends and all`() {
        let entries = ["first", "two\nlines \\n", "\\", "你好\r"]
        var history = InputHistory(path: folder.file)
        for entry in entries { history.append(entry) }
        #expect(InputHistory(path: folder.file).entries == entries)
    }

    @Test
    func `Nobody else can read it`() throws {
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        var history = InputHistory(path: folder.file)
        history.append("secret")
        #expect(try mode(folder.file) == 0o600)
        #expect(try mode(folder.path + "/state/bifrost") == 0o700)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.file)
        history.append("another")
        #expect(try mode(folder.file) == 0o600)
    }

    @Test
    func `Repetitions, nothing, and what begins with a space are left out`() {
        var history = InputHistory(path: nil)
        for entry in ["a", "a", "", " secret", "b", "a"] { history.append(entry) }
        #expect(history.entries == ["a", "b", "a"])
    }

    @Test
    func `It does not grow for ever`() throws {
        let lines = (0..<(3 * InputHistory.maximumEntries)).map { "\($0)\n" }.joined()
        try FileManager.default.createDirectory(
            atPath: (folder.file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try lines.write(toFile: folder.file, atomically: false, encoding: .utf8)
        let history = InputHistory(path: folder.file)
        #expect(history.entries.count == InputHistory.maximumEntries)
        #expect(history.entries.last == "2999")
        let kept = try String(contentsOfFile: folder.file, encoding: .utf8)
        #expect(kept.split(separator: "\n").count == InputHistory.maximumEntries)
    }

    @Test
    func `A place that cannot be written is no failure`() {
        var history = InputHistory(path: "/proc/nowhere/history")
        history.append("a")
        #expect(history.entries == ["a"])
    }

    @Test(arguments: [
        (["XDG_STATE_HOME": "/s", "HOME": "/h"], "/s/bifrost/chat-history"),
        (["HOME": "/h"], "/h/.local/state/bifrost/chat-history"),
        (["XDG_STATE_HOME": "relative", "HOME": "/h"], "/h/.local/state/bifrost/chat-history"), ([:], nil),
    ])
    func `Its place is the user's folder for state`(environment: [String: String], path: String?) {
        #expect(InputHistory.defaultPath(environment: environment) == path)
    }
}
