import Foundation
import Glibc
import TestSupport

/// A server that is a program of the system; it ends with this object.
///
/// It must stay in the foreground and be one process, so that killing it leaves nothing behind.
final class ServerProcess: Sendable {
    /// The port that it listens on.
    let port: UInt16
    private let folder: TemporaryFolder
    private let process: Process
    private let ended = Gate()

    /// Starts a program, and returns when its port accepts connections.
    ///
    /// Its arguments are made when the port and the folder for its files are known.
    static func start(_ name: String, _ arguments: (UInt16, TemporaryFolder) throws -> [String]) throws
        -> ServerProcess
    {
        // Another program may take a free port before the server does; that is seen at once, and rare.
        var attempts = 3
        while true {
            do {
                let folder = try TemporaryFolder()
                let port = Loopback.freePort()
                let server = try ServerProcess(name, arguments(port, folder), port: port, folder: folder)
                try server.waitUntilReady()
                return server
            } catch is EndedEarly where attempts > 1 {
                attempts -= 1
            }
        }
    }

    private struct EndedEarly: Error, CustomStringConvertible {
        var description: String
    }

    private init(_ name: String, _ arguments: [String], port: UInt16, folder: TemporaryFolder) throws {
        self.port = port
        self.folder = folder
        process = Process()
        process.executableURL = try Program.find(name)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder.path)
        let log = try FileHandle(forWritingTo: URL(filePath: folder.write("", to: "log")))
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = log
        process.standardError = log
        process.terminationHandler = { [ended] _ in ended.open() }
        try process.run()
        ServerLogs.current?.add(name, self)
    }

    deinit { stop() }

    /// Kills it, and returns when it is gone.
    func stop() {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        ended.wait(limit: .seconds(10))
    }

    /// What it has written so far.
    var log: String {
        String(decoding: (try? Data(contentsOf: URL(filePath: folder.file("log")))) ?? Data(), as: UTF8.self)
    }

    private func waitUntilReady() throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            if Loopback.accepts(port) { return }
            guard process.isRunning else { throw EndedEarly(description: "it ended at once:\n\(log)") }
            ended.wait(limit: .milliseconds(10))
        }
        throw Program.Failure(description: "port \(port) does not accept:\n\(log)")
    }
}
