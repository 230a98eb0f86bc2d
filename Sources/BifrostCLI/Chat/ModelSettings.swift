import Bifrost
import CurlTransport
import HTTPTransport
import LLM

/// The configuration that the command line and the environment make together; the command line wins.
struct ModelSettings {
    /// What the embedded gateway's model is called when nobody says otherwise.
    static let embeddedModel = "openai/gpt-4o-mini"

    private(set) var config: ProviderConfig
    private let connection: ConnectionOptions

    init(_ connection: ConnectionOptions, _ limits: LimitOptions, environment: [String: String]? = nil) throws {
        self.connection = connection
        config = try ProviderConfig.fromEnvironment(environment)
        config.model = connection.model ?? config.model
        config.baseURL = connection.baseURL ?? config.baseURL
        config.apiKey = connection.apiKey.map { Secret($0) } ?? config.apiKey
        config.virtualKey = connection.virtualKey.map { Secret($0) } ?? config.virtualKey
        config.timeout = limits.timeout ?? config.timeout
        config.limits = limits.limits
        config.retries.maximumRetries = limits.retries ?? config.retries.maximumRetries
        for header in connection.headers { config.add(header) }
        // Behind a socket the host's name is of no importance, but a URL must have one.
        if connection.unixSocket != nil, !hasBaseURL { config.baseURL = "http://localhost/v1" }
    }

    /// Whether somebody said where the gateway is, be it wrongly.
    var hasBaseURL: Bool { connection.baseURL != nil || !config.baseURL.isEmpty }

    /// Points the settings at the embedded gateway.
    mutating func useEmbeddedGateway(at baseURL: String, model: String = embeddedModel) {
        config.baseURL = baseURL
        if connection.model == nil, config.model.isEmpty { config.model = model }
    }

    /// Names a model for calls that ask none, since a configuration has one.
    mutating func needNoModel() {
        if config.model.isEmpty { config.model = Self.embeddedModel }
    }

    /// Makes the model.
    func model() throws -> BifrostModel {
        guard !config.model.isEmpty else {
            throw LLMError(.configuration, "the model is missing: give --model or BIFROST_MODEL")
        }
        return try BifrostModel(config, transport: transport())
    }

    /// Makes the connections' pool.
    func transport() throws -> CurlTransport {
        do throws(HTTPTransportError) {
            return try CurlTransport(transportConfiguration)
        } catch {
            throw LLMError(.configuration, error.message, cause: error)
        }
    }

    private var transportConfiguration: CurlTransport.Configuration {
        var configuration = CurlTransport.Configuration()
        if connection.http2 { configuration.httpVersion = .http2 }
        if let proxy = connection.proxy { configuration.proxy = .url(proxy) }
        configuration.unixSocketPath = connection.unixSocket
        if let file = connection.caFile { configuration.tls.authorities = .file(file) }
        return configuration
    }
}

extension ProviderConfig {
    /// Adds a header field; values of one name make a list (RFC 9110 section 5.3).
    fileprivate mutating func add(_ header: HeaderArgument) {
        guard let name = headers.keys.first(where: { $0.lowercased() == header.name.lowercased() }),
            let value = headers[name]
        else { return headers[header.name] = header.value }
        headers[name] = Secret("\(value.reveal()), \(header.value.reveal())")
    }
}
