import Bifrost
import Foundation
import TestSupport

/// The command in a process of its own, in which the lookup of `stuck.test` takes three seconds.
struct SlowLookup {
    private let lookup: PreloadedLookup

    init() throws { lookup = try PreloadedLookup() }

    /// Asks once, and returns what the command says of it.
    func run(_ url: String, _ fault: FaultCase) throws -> FaultEnd {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "bifrost")
        let limit = (fault.limits.connect.duration ?? .zero) / .seconds(1)
        process.arguments =
            ["chat", "--output", "json", "--model", "a/b", "--base-url", url, "--connect-timeout", "\(limit)"]
            + (fault.isStream ? [] : ["--no-stream"]) + [fault.row.prompt]
        process.environment = ProcessInfo.processInfo.environment.merging(lookup.environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return try end(text, limit: fault.limits.connect.duration)
    }

    private func end(_ output: Data, limit: Duration?) throws -> FaultEnd {
        let line = output.split(separator: UInt8(ascii: "\n")).last ?? Data()
        let object = try JSONSerialization.jsonObject(with: line) as? [String: Any] ?? [:]
        let code = LLMError.Code(rawValue: object["kind"] as? String ?? "")
        let phase = (object["phase"] as? String).flatMap { LLMError.Timeout.Limit(rawValue: $0) }
        let attempts = object["attempts"] as? Int ?? 0
        return FaultEnd(code: code, limit: phase, limitValue: limit, reached: .nothingSent, attempts: attempts)
    }
}
