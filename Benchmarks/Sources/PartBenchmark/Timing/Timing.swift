import Glibc

/// What one unit of some work costs several candidates, in nanoseconds of processor time.
struct Timing {
    var part: String
    /// What varies within the part, such as the size of pieces.
    var detail: String
    var nanoseconds: [(candidate: String, each: Double)]

    var json: String {
        let times = nanoseconds.map { "\"\($0.candidate)\":\($0.each)" }.joined(separator: ",")
        return "{\"part\":\"\(part)\",\"detail\":\"\(detail)\",\"ns\":{\(times)}}"
    }
}

extension Timing {
    /// Does something; returns how many units that were.
    typealias Work = () async throws -> Int

    private static let turns = 7
    private static let turnLength: UInt64 = 20_000_000

    /// Times candidates in turns, so that what disturbs the machine disturbs all of them, and takes the medians.
    static func compare(
        _ part: String, _ detail: String = "", _ candidates: [(name: String, work: Work)]
    ) async throws -> Timing {
        var samples = [[Double]](repeating: [], count: candidates.count)
        // The first turn fetches code and data.
        for turn in 0...turns {
            for (place, candidate) in candidates.enumerated() {
                let sample = try await sample(of: candidate.work)
                if turn > 0 { samples[place].append(sample) }
            }
        }
        let medians = samples.map { $0.sorted()[turns / 2] }
        return Timing(part: part, detail: detail, nanoseconds: zip(candidates.map(\.name), medians).map { ($0, $1) })
    }

    private static func sample(of work: Work) async throws -> Double {
        let start = processorTime
        var units = 0
        var spent: UInt64 = 0
        repeat {
            units += try await work()
            spent = processorTime - start
        } while spent < turnLength
        return Double(spent) / Double(units)
    }

    /// That of all threads, since an asynchronous work may go from one to another.
    private static var processorTime: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
