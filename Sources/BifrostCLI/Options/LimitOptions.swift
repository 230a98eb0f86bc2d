import ArgumentParser
import LLM

/// How long each kind of wait may last, and how often a failed call is tried again.
struct LimitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The longest single wait: the limits below that are not given take it. Default: 30.", valueName: "seconds"))
    var timeout: TimeLimit?

    @Option(help: ArgumentHelp("Waiting for a free connection.", valueName: "seconds"))
    var queueTimeout: TimeLimit?

    @Option(help: ArgumentHelp("Name lookup, TCP, TLS and proxy. Default: 10.", valueName: "seconds"))
    var connectTimeout: TimeLimit?

    @Option(help: ArgumentHelp("From the request being sent to the answer's first byte.", valueName: "seconds"))
    var firstByteTimeout: TimeLimit?

    @Option(help: ArgumentHelp("From the request being sent to the first content.", valueName: "seconds"))
    var firstTokenTimeout: TimeLimit?

    @Option(help: ArgumentHelp("Silence in bytes; heartbeats count as life.", valueName: "seconds"))
    var idleTimeout: TimeLimit?

    @Option(help: ArgumentHelp("Silence in content; heartbeats do not count.", valueName: "seconds"))
    var stallTimeout: TimeLimit?

    @Option(help: ArgumentHelp("The whole call, retries included. Default: off when streaming.", valueName: "seconds"))
    var totalTimeout: TimeLimit?

    @Option(help: ArgumentHelp("How often a failed call is tried again. Default: 2.", valueName: "count"))
    var retries: Int?

    var limits: TimeLimits {
        TimeLimits(
            queue: queueTimeout ?? .inherit,
            connect: connectTimeout ?? .inherit,
            firstByte: firstByteTimeout ?? .inherit,
            firstToken: firstTokenTimeout ?? .inherit,
            idle: idleTimeout ?? .inherit,
            stall: stallTimeout ?? .inherit,
            total: totalTimeout ?? .inherit
        )
    }
}
