import ClientMeasuring
import Glibc

/// Measures how late each limit of the transport fires, in milliseconds.
///
/// `limits [streams]`; without a number, five thousand.
@main
enum Limits {
    static func main() async throws {
        raiseDescriptorLimit()
        let streams = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 5000
        let server = try LoadServer()
        Table.printHead()
        for wait in Wait.allCases {
            for run in runs(of: wait, streams: streams) {
                Table.printLine(run, try await run.measure(port: server.port))
                fflush(nil)
            }
        }
    }

    private static func runs(of wait: Wait, streams: Int) -> [Run] {
        let (short, long) = (Duration.milliseconds(250), Duration.seconds(2))
        let spread = Run.Pace.spread(over: .seconds(5))
        return [
            Run(wait: wait, streams: 20, value: short, pace: .sequential),
            Run(wait: wait, streams: 3, value: long, pace: .sequential),
            Run(wait: wait, streams: streams, value: short, pace: spread),
            Run(wait: wait, streams: streams, value: long, pace: spread),
            Run(wait: wait, streams: streams, value: .seconds(8), pace: .together),
        ]
    }
}
