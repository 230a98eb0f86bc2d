public import ArgumentParser
public import LLM

/// Seconds, fractions allowed, or `off`.
extension TimeLimit: ExpressibleByArgument {
    /// The longest limit that is taken for a number and not for a slip: about 30 years.
    private static let maximumSeconds = 1e9

    /// Reads the argument.
    public init?(argument: String) {
        if argument == "off" {
            self = .off
        } else if let seconds = Double(argument), seconds > 0, seconds <= Self.maximumSeconds {
            self = .seconds(seconds)
        } else {
            return nil
        }
    }
}
