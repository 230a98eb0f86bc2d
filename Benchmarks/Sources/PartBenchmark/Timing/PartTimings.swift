/// The parts that have no counterpart elsewhere.
struct PartTimings {
    private static let parts: [Part] = [.stream, .collect, .accumulate, .request, .message, .answer]

    static func all() async throws -> [Timing] {
        var timings: [Timing] = []
        for part in parts {
            timings.append(try await .compare(part.rawValue, "", [("swift-bifrost", { try await part.run(1) })]))
        }
        return timings
    }
}
