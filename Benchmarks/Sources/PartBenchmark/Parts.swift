import ChatBytes
import Glibc

/// Repeats one part of the work, for those who count its instructions and allocations from outside.
///
/// `parts NAME TIMES`; prints how often the part was done.
@main
enum Parts {
    static func main() {
        chat_prepare()
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let part = Part(rawValue: arguments[1]), let times = Int(arguments[2]) else {
            print("parts NAME TIMES; the names: \(Part.allCases.map(\.rawValue).joined(separator: " "))")
            exit(64)
        }
        // An asynchronous main ends the first thread, which valgrind does not survive; this one stays and does nothing.
        Task.detached {
            do {
                print(try await part.run(times))
                exit(0)
            } catch {
                print(error)
                exit(1)
            }
        }
        while true { pause() }
    }
}
