private import Foundation
private import Glibc
private import Heap

/// What the kernel says of the process that the tests run in.
public enum ThisProcess {
    /// The names of its threads.
    public static var threads: [String] {
        entries(of: "task").compactMap { name(in: "/proc/self/task/\($0)/comm") }
    }

    /// The name of the thread that this runs on.
    public static var threadName: String {
        name(in: "/proc/thread-self/comm") ?? ""
    }

    /// How many of its threads are loops of a transport; other tests may have some of their own.
    public static var loopThreads: Int { threads.count { $0.hasPrefix("bifrost-loop") } }

    /// What its descriptors refer to: the path of a file, or words such as `socket:[4711]`.
    public static var descriptors: [String] {
        entries(of: "fd").compactMap { descriptor in
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
        }
    }

    /// Its memory that is resident, in bytes.
    ///
    /// - Throws: What keeps it from being read.
    public static func residentBytes() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        guard let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    /// What the allocator has given out and not taken back, in bytes.
    ///
    /// What is resident has also what it keeps for later, and files.
    public static var heapBytes: Int { heap_in_use() << 10 }

    /// Gives the memory back to the system that the allocator keeps for later.
    public static func trimHeap() { heap_trim() }

    /// Nil when the thread has ended.
    ///
    /// Foundation leaks its buffer when a thread ends between opening the file and reading it.
    private static func name(in path: String) -> String? {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        let name = unsafe String(unsafeUninitializedCapacity: 64) {
            unsafe max(0, read(file, $0.baseAddress, $0.count))
        }
        return name.isEmpty ? nil : name.trimmingCharacters(in: .newlines)
    }

    private static func entries(of folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/\(folder)")) ?? []
    }
}
