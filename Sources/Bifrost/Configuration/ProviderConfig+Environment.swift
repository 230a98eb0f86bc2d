private import FoundationEssentials
public import LLM

extension ProviderConfig {
    /// Makes a configuration from environment variables.
    ///
    /// `BIFROST_BASE_URL`, `BIFROST_API_KEY`, `BIFROST_VIRTUAL_KEY`, `BIFROST_MODEL`, and `BIFROST_TIMEOUT` in seconds
    /// (fractions are fine; `off` for no limit). A variable that is unset or empty leaves the default; what is
    /// required and missing is reported when the model is made.
    ///
    /// - Parameter environment: The variables. Nil takes those of the process.
    /// - Returns: The configuration.
    /// - Throws: ``LLMError/Code/configuration`` when `BIFROST_TIMEOUT` is neither `off` nor a number above zero.
    public static func fromEnvironment(_ environment: [String: String]? = nil) throws(LLMError) -> ProviderConfig {
        let variables = environment ?? ProcessInfo.processInfo.environment
        func value(_ name: String) -> String? {
            variables["BIFROST_\(name)"].flatMap { $0.isEmpty ? nil : $0 }
        }
        var config = ProviderConfig(model: value("MODEL") ?? "", baseURL: value("BASE_URL") ?? "")
        config.apiKey = value("API_KEY").map { Secret($0) }
        config.virtualKey = value("VIRTUAL_KEY").map { Secret($0) }
        if let timeout = value("TIMEOUT") { config.timeout = try parse(timeout: timeout) }
        return config
    }

    private static func parse(timeout text: String) throws(LLMError) -> TimeLimit {
        if text == "off" { return .off }
        // A century is more than anybody waits, and small enough for every sum of instants.
        guard let seconds = Double(text), seconds > 0, seconds < 100 * 366 * 86_400 else {
            throw LLMError(.configuration, "BIFROST_TIMEOUT must be a number of seconds above zero, or off")
        }
        return .seconds(seconds)
    }
}
