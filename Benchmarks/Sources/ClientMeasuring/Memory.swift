import FoundationEssentials

/// Memory of this process, in KiB.
public enum Memory {
    /// What is resident.
    public static var resident: Int { kilobytes("VmRSS:") }

    /// The most that was resident.
    ///
    /// What getrusage tells begins with that of the process that started this one.
    public static var peak: Int { kilobytes("VmHWM:") }

    private static func kilobytes(_ field: String) -> Int {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix(field) })
        else { return 0 }
        return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).lazy.compactMap { Int($0) }.first ?? 0
    }
}
