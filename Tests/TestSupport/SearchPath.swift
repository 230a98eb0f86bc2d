private import Foundation

/// Where the programs of the system are.
public enum SearchPath {
    /// Servers are installed in some of these folders, which an ordinary user's `PATH` lacks.
    private static let folders =
        ProcessInfo.processInfo.environment["PATH", default: ""].split(separator: ":").map(String.init)
        + ["/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin"]

    /// The path of a program.
    ///
    /// - Parameter name: The program's name.
    /// - Returns: The path; nil when it is not installed.
    public static func find(_ name: String) -> String? {
        folders.lazy.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
