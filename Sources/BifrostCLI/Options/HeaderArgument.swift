import ArgumentParser
import LLM

/// A header field as `Name: value`.
struct HeaderArgument: ExpressibleByArgument {
    var name: String
    var value: Secret

    init?(argument: String) {
        guard let colon = argument.firstIndex(of: ":"), colon != argument.startIndex else { return nil }
        name = String(argument[..<colon])
        value = Secret(String(argument[argument.index(after: colon)...].drop { $0 == " " }))
    }
}
