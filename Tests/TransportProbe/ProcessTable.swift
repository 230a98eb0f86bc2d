import Glibc

/// What the kernel says about this process.
enum ProcessTable {
    /// Memory that is present, in bytes.
    static var residentBytes: Int { (number(after: "VmRSS:", in: "/proc/self/status") ?? 0) * 1024 }

    /// What each descriptor of a process refers to.
    static func descriptors(of process: pid_t) -> [Int32: String] {
        let folder = "/proc/\(process)/fd"
        var table: [Int32: String] = [:]
        for name in entries(of: folder) { table[Int32(name) ?? -1] = target(of: "\(folder)/\(name)") }
        return table
    }

    static func contents(of path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 8192)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    static func entries(of path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    static func number(after label: String, in path: String) -> Int? {
        contents(of: path).split(separator: "\n").first { $0.hasPrefix(label) }
            .flatMap { Int($0.dropFirst(label.count).filter(\.isNumber)) }
    }

    private static func target(of path: String) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let start = buffer.baseAddress else { return "" }
            let count = readlink(path, start, buffer.count)
            return String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }
}

/// The transport's thread, as the kernel accounts for it.
struct LoopThread {
    private let folder: String

    /// Finds the thread of the only transport.
    init() throws {
        let folders = ProcessTable.entries(of: "/proc/self/task").map { "/proc/self/task/\($0)" }
        guard let folder = folders.first(where: { ProcessTable.contents(of: "\($0)/comm").hasPrefix("bifrost-loop") })
        else { throw ProbeError.noLoopThread }
        self.folder = folder
    }

    /// How often it has gone to sleep.
    var sleeps: Int { ProcessTable.number(after: "voluntary_ctxt_switches:", in: "\(folder)/status") ?? 0 }

    /// The CPU time that it has used.
    var cpuTime: Duration {
        .nanoseconds(
            ProcessTable.contents(of: "\(folder)/schedstat").split(separator: " ").first.flatMap { Int64($0) } ?? 0)
    }
}

enum ProbeError: Error {
    case noLoopThread, notSpawned
}

/// Lets time pass in which this thread does nothing.
func idle(for duration: Duration) { poll(nil, 0, Int32(duration.milliseconds)) }
