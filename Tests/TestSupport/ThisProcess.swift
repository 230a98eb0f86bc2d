private import Foundation

/// What the kernel says of the process that the tests run in.
public enum ThisProcess {
    /// The names of its threads.
    public static var threads: [String] {
        entries(of: "task").compactMap { thread in
            try? String(contentsOfFile: "/proc/self/task/\(thread)/comm", encoding: .utf8)
                .trimmingCharacters(in: .newlines)
        }
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

    private static func entries(of folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/\(folder)")) ?? []
    }
}
