import ChatBytes
import Glibc

/// Repeats one part of the work, for those who count its instructions and allocations from outside, or times all.
///
/// `parts NAME TIMES` prints how often the part was done, `parts time` a line of JSON for each timing.
@main
enum Parts {
    static func main() {
        chat_prepare()
        let arguments = CommandLine.arguments
        if arguments.dropFirst() == ["time"] { return runToEnd(time) }
        guard arguments.count == 3, let part = Part(rawValue: arguments[1]), let times = Int(arguments[2]) else {
            print("parts time, or parts NAME TIMES; the names: \(Part.allCases.map(\.rawValue).joined(separator: " "))")
            exit(64)
        }
        runToEnd { print(try await part.run(times)) }
    }

    private static func time() async throws {
        let timings = [SplitTimings.all, DecodeTimings.all, PartTimings.all]
        for all in timings {
            for timing in try await all() { print(timing.json) }
        }
    }

    private static func runToEnd(_ work: @escaping @Sendable () async throws -> Void) {
        // An asynchronous main ends the first thread, which valgrind does not survive; this one stays and does nothing.
        Task.detached {
            do {
                try await work()
                exit(0)
            } catch {
                print(error)
                exit(1)
            }
        }
        while true { pause() }
    }
}
