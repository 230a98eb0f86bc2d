import Bifrost
import BifrostObservability
import Configuration
import Synchronization
import Testing

@Suite("Configurations from a reader")
struct ConfigurationTests {
    private func reader(_ values: [AbsoluteConfigKey: ConfigValue]) -> ConfigReader {
        ConfigReader(provider: InMemoryProvider(values: values)).scoped(to: "bifrost")
    }

    @Test func readsEveryKey() throws {
        let config = try ProviderConfig(
            config: reader([
                "bifrost.model": "openai/gpt-4o", "bifrost.baseUrl": "http://gateway:8080/v1",
                "bifrost.apiKey": "sk-1", "bifrost.virtualKey": "sk-bf-1", "bifrost.timeout": 12.5,
                "bifrost.limits.queue": 1, "bifrost.limits.connect": 2, "bifrost.limits.firstByte": "3.5",
                "bifrost.limits.firstToken": "off", "bifrost.limits.idle": "inherit", "bifrost.limits.stall": 6,
                "bifrost.limits.total": 7, "bifrost.retries.maximum": 4, "bifrost.retries.initialDelay": 0.25,
                "bifrost.retries.maximumDelay": 9, "bifrost.retries.maximumServerDelay": 0,
                "bifrost.headers": .init(.stringArray(["x-team: blue", "x-empty:"]), isSecret: true),
            ]))
        #expect(config.model == "openai/gpt-4o" && config.baseURL == "http://gateway:8080/v1")
        #expect(config.apiKey?.reveal() == "sk-1" && config.virtualKey?.reveal() == "sk-bf-1")
        #expect(config.timeout == .seconds(12.5))
        let limits = TimeLimits(
            queue: .seconds(1), connect: .seconds(2), firstByte: .seconds(3.5), firstToken: .off, idle: .inherit,
            stall: .seconds(6), total: .seconds(7))
        #expect(config.limits == limits)
        #expect(config.retries.maximumRetries == 4 && config.retries.initialDelay == .milliseconds(250))
        #expect(config.retries.maximumDelay == .seconds(9) && config.retries.maximumServerDelay == .zero)
        #expect(config.headers["x-team"]?.reveal() == "blue" && config.headers["x-empty"]?.reveal() == "")
    }

    @Test func leavesDefaults() throws {
        let config = try ProviderConfig(config: reader(["bifrost.apiKey": ""]))
        #expect(config.timeout == .seconds(30) && config.retries == RetryPolicy() && config.limits == TimeLimits())
        #expect(config.apiKey == nil && config.headers.isEmpty)
    }

    @Test func readsTheEnvironment() throws {
        let variables = [
            "BIFROST_MODEL": "m", "BIFROST_BASE_URL": "http://g", "BIFROST_API_KEY": "k", "BIFROST_TIMEOUT": "off",
            "BIFROST_LIMITS_FIRST_BYTE": "3", "BIFROST_RETRIES_MAXIMUM": "0",
        ]
        let provider = EnvironmentVariablesProvider(environmentVariables: variables)
        let config = try ProviderConfig(config: ConfigReader(provider: provider).scoped(to: "bifrost"))
        #expect(config.model == "m" && config.baseURL == "http://g" && config.apiKey?.reveal() == "k")
        #expect(config.timeout == .off && config.limits.firstByte == .seconds(3) && config.retries.maximumRetries == 0)
    }

    @Test(arguments: [
        ("timeout", "soon-1234" as ConfigValue), ("timeout", 0), ("timeout", -1), ("timeout", true),
        ("limits.idle", "1e99"), ("limits.idle", "nan"), ("retries.maximum", 1.5), ("retries.maximum", -1),
        ("retries.initialDelay", "off"), ("model", true), ("apiKey", 7), ("headers", "x-a: b"),
    ])
    func refusesValuesOfTheWrongKind(_ key: String, _ value: ConfigValue) throws {
        let error = #expect(throws: LLMError.self) {
            try ProviderConfig(
                config: reader([AbsoluteConfigKey(["bifrost"] + key.split(separator: ".").map { String($0) }): value]))
        }
        #expect(error?.code == .configuration && error?.message.contains(key) == true)
        #expect(error?.message.contains("1234") == false)
    }

    @Test func readsSecretsAsSecretsAlone() throws {
        let log = AccessLog()
        let values: [AbsoluteConfigKey: ConfigValue] = [
            "bifrost.apiKey": "sk-1", "bifrost.virtualKey": "sk-bf-1", "bifrost.model": "m",
            "bifrost.headers": .init(.stringArray(["x-team: blue"]), isSecret: false),
        ]
        let provider = InMemoryProvider(values: values)
        let reader = ConfigReader(provider: provider, accessReporter: log).scoped(to: "bifrost")
        _ = try ProviderConfig(config: reader)
        let read = log.reads.withLock { $0 }
        #expect(read.filter(\.isSecret).map(\.key) == ["bifrost.apiKey", "bifrost.headers", "bifrost.virtualKey"])
        #expect(read.filter { !$0.isSecret }.map(\.key) == ["bifrost.model"])
    }

    @Test func refusesHeadersThatAreNone() {
        let values: ConfigValue = .init(.stringArray(["secret-without-colon"]), isSecret: true)
        let error = #expect(throws: LLMError.self) { try ProviderConfig(config: reader(["bifrost.headers": values])) }
        #expect(error?.message.contains("secret") == false)
    }
}

/// Notes which values were found and whether they are masked.
private final class AccessLog: AccessReporter {
    let reads = Mutex<[(key: String, isSecret: Bool)]>([])

    func report(_ event: AccessEvent) {
        guard case .success(let value?) = event.result else { return }
        reads.withLock { $0.append((event.metadata.key.components.joined(separator: "."), value.isSecret)) }
    }
}
