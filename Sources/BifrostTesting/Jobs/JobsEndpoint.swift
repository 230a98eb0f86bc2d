private import FoundationEssentials

/// `async/…`: jobs, which are found again in the record of requests; native paths alone.
///
/// The first question for a job is answered with `processing`, every later one with its end.
struct JobsEndpoint: Sendable {
    private static let prefix = "async/"
    private static let idPrefix = "job_"
    private static let standardLifetime = 3600.0
    /// 1 January 2026: a fixed time keeps the answers the same in every run.
    private static let created = 1_767_225_600.0

    private let router: Router
    private let isNative: Bool

    init(router: Router, flavour: Flavour) {
        self.router = router
        isNative = flavour == .native
    }

    private var request: RecordedRequest { router.request }

    /// Nil for what is another endpoint.
    func script(_ endpoint: Substring, _ reply: Reply?) -> Script? {
        guard isNative, endpoint.hasPrefix(Self.prefix) else { return nil }
        if let failure = reply?.refusal { return failure.script(.native, nil) }
        let rest = endpoint.dropFirst(Self.prefix.count)
        switch request.method {
        case "POST": return submitted()
        case "GET":
            guard let slash = rest.lastIndex(of: "/") else { return Self.unknown }
            return state(of: rest[rest.index(after: slash)...], kind: rest[..<slash])
        default: return nil
        }
    }

    private static let unknown = GatewayFailure(status: 404, message: "Job not found or expired").script(.native, nil)

    private func submitted() -> Script {
        if (try? JSONParser.parse(request.body))?["stream"] == true {
            return GatewayFailure(status: 400, message: "streaming is not supported for async requests")
                .script(.native, nil)
        }
        return .json(state("pending", of: request), status: 202)
    }

    private func state(of id: Substring, kind: Substring) -> Script {
        let number = id.hasPrefix(Self.idPrefix) ? Int(id.dropFirst(Self.idPrefix.count)) : nil
        let history = router.history()
        guard let number, let job = history.first(where: { $0.index == number - 1 }), job.method == "POST",
            job.path == "/v1/\(Self.prefix)\(kind)", job.values(of: "x-bf-vk") == request.values(of: "x-bf-vk")
        else { return Self.unknown }
        let hasBeenAsked = history.contains {
            $0.index < request.index && $0.method == "GET" && $0.path == request.path
                && $0.values(of: "x-bf-vk") == request.values(of: "x-bf-vk")
        }
        return hasBeenAsked ? finished(job, kind) : .json(state("processing", of: job), status: 202)
    }

    /// What the job's endpoint answers, in the job's own envelope.
    private func finished(_ job: RecordedRequest, _ kind: Substring) -> Script {
        var direct = job
        direct.path = "/v1/\(kind)"
        let answer = Router(configuration: router.configuration, request: direct, history: router.history)
            .script(nextReply: { nil })
        let isSuccess = 200..<300 ~= answer.status
        var object = state(isSuccess ? "completed" : "failed", of: job).object ?? JSONObject()
        object.append("completed_at", .string(Self.instant(0)))
        object.append("expires_at", .string(Self.instant(lifetime(of: job))))
        object.append("status_code", .integer(answer.status))
        object.append(isSuccess ? "result" : "error", (try? JSONParser.parse(answer.steps.bytes)) ?? .null)
        return .json(.object(object))
    }

    private func lifetime(of job: RecordedRequest) -> Double {
        job.values(of: "x-bf-async-job-result-ttl").first.flatMap(Double.init) ?? Self.standardLifetime
    }

    private func state(_ status: JSONValue, of job: RecordedRequest) -> JSONValue {
        [
            "id": .string("\(Self.idPrefix)\(job.index + 1)"), "status": status,
            "created_at": .string(Self.instant(0)),
        ]
    }

    /// An instant of RFC 3339 with nanoseconds, as Go writes it.
    private static func instant(_ offset: Double) -> String {
        let text = Date(timeIntervalSince1970: created + offset).formatted(.iso8601)
        return text.hasSuffix("Z") ? "\(text.dropLast()).123456789Z" : text
    }
}
