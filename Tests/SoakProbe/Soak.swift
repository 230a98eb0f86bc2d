import Bifrost
import Dispatch
import Foundation

/// Calls with random faults, cancellations, pauses and slow readers, against a gateway that is killed and comes back, through
/// transports that are shut down under them.
///
///     SoakProbe SECONDS SEED CALLERS HELD [idle]
///
/// The time is cut into rounds. After each one all is shut down, and what the process holds must be what it held after the
/// first. In each round that is not cut short by the end, so many streams are held open at one time. Every text must be the
/// one that was sent, or its beginning, and no limit may fire before its time. On an idle machine, which is said by the
/// word, none may fire more than 50 ms late either. The seed says what each call is to be; when the network does what is the
/// network's choice. Prints a line for each round, and ends with 1 when something did not hold.
@main
enum Soak {
    private static let longestDelay = Duration.milliseconds(50)

    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == GatewayProcess.word {
            return try await GatewayProcess.serve(Array(arguments.dropFirst()))
        }
        let isIdle = arguments.last == "idle"
        let numbers = arguments.dropLast(isIdle ? 1 : 0).compactMap { UInt64($0) }
        guard numbers.count == 4 else { return fail("usage: SoakProbe SECONDS SEED CALLERS HELD [idle]") }
        let (seed, callers, held) = (numbers[1], Int(numbers[2]), Int(numbers[3]))
        // Both ends of each connection are here.
        try ProcessLevel.allowDescriptors(2 * (callers + held))
        let end = ContinuousClock.now + .seconds(Double(numbers[0]))
        var level: ProcessLevel?
        var number: UInt64 = 0
        repeat {
            let wholeEnd = ContinuousClock.now + Round.length(callers: callers)
            let promised = wholeEnd <= end ? held : 0
            let round = Round(
                seed: seed &+ number << 32, callers: callers, held: promised, end: min(wholeEnd, end))
            let tally = try await round.run()
            // The first round makes what stays: threads of pools, tables of types.
            let now = try await ProcessLevel.settled(at: level)
            say("round \(number): \(tally); \(now)", to: .standardOutput)
            if !tally.violations.isEmpty { return fail(tally.violations.joined(separator: "\n")) }
            if tally.held < promised { return fail("\(tally.held) streams were held open, not \(promised)") }
            if let latest = tally.latest, isIdle, latest.lateness > longestDelay { return fail("\(latest), too late") }
            if let level, let excess = now.excess(over: level) { return fail(excess) }
            level = level ?? now
            number += 1
        } while ContinuousClock.now < end
        say("soak: \(number) rounds, nothing is left behind; seed \(seed)", to: .standardOutput)
    }

    private static func fail(_ reason: String) {
        say("soak: \(reason)", to: .standardError)
        exit(1)
    }

    /// At once, which `print` into a pipe is not: who waits for hours wants to see the rounds.
    private static func say(_ line: String, to file: FileHandle) { file.write(Data("\(line)\n".utf8)) }
}
