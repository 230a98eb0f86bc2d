import LLM

/// One thing that the doctor looked at, and what it found.
struct Check: Equatable {
    /// What was looked at, in the order in which it is shown; scripts depend on the names.
    enum Name: String, CaseIterable {
        case library, configuration
        case nameLookup = "name_lookup"
        case connect, tls, models, head
        case firstToken = "first_token"
        case pace, heartbeats, end, reuse, gateway, clock

        /// The name for people.
        var title: String { self == .tls ? "TLS" : rawValue.replacing("_", with: " ") }
    }

    enum Status: String {
        case pass, warn, fail, skip
    }

    var name: Name
    var status: Status
    /// What was found, in one line.
    var message: String
    /// Further lines for people.
    var notes: [String] = []
    /// What was found, for scripts.
    var details: [JSONOutput.Field] = []
    /// What to do about it.
    var advice: [String] = []
    /// What the process ends with on account of a failure.
    var failure: ExitStatus?

    static func pass(_ name: Name, _ message: String) -> Check { Check(name: name, status: .pass, message: message) }

    static func warn(_ name: Name, _ message: String, _ advice: String...) -> Check {
        Check(name: name, status: .warn, message: message, advice: advice)
    }

    static func skip(_ name: Name, _ reason: String) -> Check { Check(name: name, status: .skip, message: reason) }

    /// A failure, with the hint that every command has for it.
    static func fail(_ name: Name, _ error: LLMError, _ advice: String...) -> Check {
        Check(
            name: name, status: .fail, message: error.status.map { "\($0): \(error.message)" } ?? error.message,
            details: [
                JSONOutput.Field(key: "kind", value: .string(error.code.rawValue)),
                JSONOutput.Field(key: "status", value: .integer(error.status)),
                JSONOutput.Field(key: "phase", value: .string(error.timeout?.limit.rawValue)),
                JSONOutput.Field(key: "request_id", value: .string(error.requestID)),
            ],
            advice: advice.isEmpty ? [error.hint].compactMap { $0 } : advice,
            failure: ExitStatus(error.code))
    }

    static let adviceOnCutAnswers =
        "something cut the answer short: look at the logs of the gateway and of its proxies"

    /// Adds to what scripts are told.
    mutating func add(_ key: String, _ value: JSONOutput) { details.append(JSONOutput.Field(key: key, value: value)) }
}
