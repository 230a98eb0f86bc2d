import Foundation
import Glibc
import Synchronization

/// The built command at a terminal of its own, with what a person would see and type.
final class TerminalProcess: Sendable {
    struct Stuck: Error, CustomStringConvertible {
        var description: String
    }

    /// A wait that takes longer is stuck.
    private static let limit = Duration.seconds(60)

    private let process = Process()
    private let master: Int32
    private let slave: Int32
    private let received = Mutex("")
    /// Where what is kept for the next time goes.
    let stateFolder: String

    /// Starts the command in a session of its own, so that Ctrl-C reaches it and nobody else.
    init(
        _ arguments: [String], stateFolder: String, environment: [String: String] = [:]
    ) throws {
        self.stateFolder = stateFolder
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&ends.master, &ends.slave, nil, nil, &size) == 0 else {
            throw Stuck(description: "there is no terminal to be had")
        }
        for end in [ends.master, ends.slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (master, slave) = ends
        let terminal = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
        process.executableURL = URL(filePath: "/usr/bin/setsid")
        process.arguments = ["--ctty", "--wait", BifrostProcess.executable.path] + arguments
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("BIFROST_") }
            .merging(["XDG_STATE_HOME": stateFolder, "TERM": "xterm", "NO_COLOR": "1"]) { $1 }
            .merging(environment) { $1 }
        process.standardInput = terminal
        process.standardOutput = terminal
        process.standardError = terminal
        try process.run()
    }

    deinit {
        if process.isRunning { process.terminate() }
        // The session hangs up.
        close(slave)
        close(master)
    }

    /// Types bytes.
    func type(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Waits until a text was shown, and returns all that was since the last wait; sequences of the editor are in it.
    @discardableResult
    func expect(_ text: String) async throws -> String {
        try await offPool {
            let deadline = ContinuousClock.now + Self.limit
            while true {
                if let shown = self.take(through: text) { return shown }
                guard ContinuousClock.now < deadline, self.readSome() else {
                    throw Stuck(
                        description:
                            "\(text.debugDescription) was not shown, but \(self.received.withLock { $0 }.debugDescription)"
                    )
                }
            }
        }
    }

    /// Waits for the end, and returns the exit code.
    func finish() async throws -> Int32 {
        try await offPool {
            let deadline = ContinuousClock.now + Self.limit
            while self.process.isRunning {
                guard ContinuousClock.now < deadline else { throw Stuck(description: "it does not end") }
                _ = self.readSome(milliseconds: 50)
            }
            return self.process.terminationStatus
        }
    }

    /// What was shown since the last wait.
    func takeShown() -> String {
        while readSome(milliseconds: 0), isReadable {}
        return received.withLock { received in
            defer { received = "" }
            return received
        }
    }

    private var isReadable: Bool {
        var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, 0) > 0 && waiting.revents & Int16(POLLIN) != 0
    }

    /// Whether the terminal hands over whole lines and shows what is typed, as a shell expects it.
    var isAsFound: Bool {
        var settings = termios()
        return tcgetattr(slave, &settings) == 0
            && settings.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == tcflag_t(ICANON | ECHO | ISIG)
            && settings.c_iflag & tcflag_t(ICRNL) != 0
    }

    /// Sends a signal to all that runs at the terminal.
    func signal(_ number: Int32) {
        var group: pid_t = 0
        if ioctl(master, UInt(TIOCGPGRP), &group) == 0 { kill(-group, number) }
    }

    private func take(through text: String) -> String? {
        received.withLock { received in
            guard let range = received.range(of: text) else { return nil }
            defer { received = String(received[range.upperBound...]) }
            return String(received[..<range.upperBound])
        }
    }

    /// Reads what was shown; false when nobody can show anything any more.
    private func readSome(milliseconds: Int32 = 1000) -> Bool {
        var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, milliseconds) > 0 else { return true }
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = read(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        received.withLock { $0 += String(decoding: buffer[..<count], as: UTF8.self) }
        return true
    }

    /// Waits in a thread that is not one of the few that run tasks.
    private func offPool<Value: Sendable>(_ wait: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result(catching: wait)) }.start()
        }
    }
}
