import ArgumentParser
import LLM

/// Which gateway and model, and how to reach them.
struct ConnectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The model, e.g. openai/gpt-4o-mini.", valueName: "provider/model"))
    var model: String?

    @Option(
        name: .customLong("base-url"),
        help: ArgumentHelp("Where the gateway is, e.g. http://localhost:8080/v1.", valueName: "url"))
    var baseURL: String?

    @Option(help: ArgumentHelp("The key, sent as a bearer token.", valueName: "key"))
    var apiKey: String?

    @Option(help: ArgumentHelp("The gateway's virtual key, sent as x-bf-vk.", valueName: "key"))
    var virtualKey: String?

    @Option(
        name: .customLong("header"),
        help: ArgumentHelp("A further header field; may be repeated.", valueName: "Name: value"))
    var headers: [HeaderArgument] = []

    @Flag(name: .customLong("http2"), help: "Speak HTTP/2.")
    var http2 = false

    @Option(
        help: ArgumentHelp("Connect through this socket in place of TCP.", valueName: "path"), completion: .file())
    var unixSocket: String?

    @Option(help: ArgumentHelp("Go through this proxy.", valueName: "url"))
    var proxy: String?

    @Option(
        name: .customLong("ca-file"), help: ArgumentHelp("Trust the certificates in this PEM file.", valueName: "file"),
        completion: .file(extensions: ["pem", "crt", "cer"]))
    var caFile: String?
}
