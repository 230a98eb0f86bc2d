import Bifrost
import Dispatch
import Foundation

/// Calls with random faults, cancellations, pauses and slow readers, against a gateway that is killed and comes back, through
/// transports that are shut down under them.
///
///     SoakProbe SECONDS SEED
///
/// The time is cut into rounds. After each one all is shut down, and what the process holds must be what it held after the
/// first. The seed says what each call is to be; when the network does what is the network's choice. Prints a line for each
/// round, and ends with 1 when something did not hold.
@main
enum Soak {
    private static let roundLength = Duration.seconds(10)

    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
        guard arguments.count == 2 else { return fail("usage: SoakProbe SECONDS SEED") }
        let end = ContinuousClock.now + .seconds(Double(arguments[0]))
        var level: ProcessLevel?
        var number: UInt64 = 0
        repeat {
            let round = Round(seed: arguments[1] &+ number << 32, end: min(.now + roundLength, end))
            let tally = try await round.run()
            // The first round makes what stays: threads of pools, tables of types.
            let now = try await ProcessLevel.settled(at: level)
            print("round \(number): \(tally); \(now)")
            if !tally.violations.isEmpty { return fail(tally.violations.joined(separator: "\n")) }
            if let level, let excess = now.excess(over: level) { return fail(excess) }
            level = level ?? now
            number += 1
        } while ContinuousClock.now < end
        print("soak: \(number) rounds, nothing is left behind; seed \(arguments[1])")
    }

    private static func fail(_ reason: String) {
        FileHandle.standardError.write(Data("soak: \(reason)\n".utf8))
        exit(1)
    }
}
