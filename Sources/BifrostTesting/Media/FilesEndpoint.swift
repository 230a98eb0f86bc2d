/// `files` and `batches`: what was sent is found again in the record of requests, so that nothing else is kept.
///
/// A file's id is the position of its upload, a batch's that of its creation; each time that a batch is asked for it is
/// one step further.
struct FilesEndpoint: Sendable {
    let configuration: EmbeddedGateway.Configuration
    let request: RecordedRequest
    let flavour: Flavour
    let record: FileRecord

    init(router: Router, flavour: Flavour) {
        configuration = router.configuration
        request = router.request
        self.flavour = flavour
        record = FileRecord(requests: router.history(), now: router.request.index)
    }

    /// Nil for what is no endpoint for files or batches.
    func script(_ endpoint: Substring, _ reply: Reply?) -> Script? {
        let path = endpoint.split(separator: "/").map(String.init)
        guard path.first == "files" || path.first == "batches" else { return nil }
        if case .failure(let failure)? = reply?.content { return failure.script(flavour, nil) }
        if case .fault(let fault)? = reply?.content {
            return fault.failure?.script(flavour, nil) ?? fault.foreignAnswer
        }
        do throws(GatewayFailure) {
            return path[0] == "files" ? try files(Array(path.dropFirst())) : try batches(Array(path.dropFirst()))
        } catch {
            return error.script(flavour, nil)
        }
    }

    private func files(_ path: [String]) throws(GatewayFailure) -> Script? {
        switch (request.method, path.count) {
        case ("POST", 0): return answer(try uploaded())
        case ("GET", 0): return answer(["object": "list", "data": .array(record.files.map(\.json)), "has_more": false])
        case ("GET", 1): return answer(try file(path[0]).json)
        case ("DELETE", 1):
            return answer(["id": .string(try file(path[0]).id), "object": "file", "deleted": true])
        case ("GET", 2) where path[1] == "content":
            return .body(try file(path[0]).content, status: 200, contentType: "application/octet-stream")
        default: return nil
        }
    }

    /// The gateway must be told which provider keeps the file, on native paths.
    private func uploaded() throws(GatewayFailure) -> JSONValue {
        let form = try MultipartBody(request.body, contentType: request.values(of: "content-type").first)
        guard flavour == .dropIn || form.text("provider")?.isEmpty == false else {
            throw GatewayFailure(status: 400, message: "provider is required")
        }
        guard form.text("purpose")?.isEmpty == false else {
            throw GatewayFailure(status: 400, message: "purpose is required")
        }
        guard let file = FileRecord.File(upload: request) else {
            throw GatewayFailure(status: 400, message: "file is required")
        }
        return file.json
    }

    private func file(_ id: String) throws(GatewayFailure) -> FileRecord.File {
        guard let file = record.file(id) else {
            throw GatewayFailure(
                status: 404, type: "invalid_request_error", message: "No such File object: \(id)")
        }
        return file
    }

    private func answer(_ json: JSONValue) -> Script {
        guard case .object(var object) = json else { return .json(json) }
        object["extra_fields"] = ["provider": .string(provider), "latency": 0]
        return .json(.object(object))
    }

    /// From the query, the body or the header field, as the flavour has it.
    private var provider: String {
        let query = request.path.split(separator: "?").dropFirst().first?.split(separator: "&") ?? []
        let named = query.first { $0.hasPrefix("provider=") }.map { String($0.dropFirst("provider=".count)) }
        return named ?? request.values(of: "x-model-provider").first ?? "openai"
    }
}

extension FilesEndpoint {
    private func batches(_ path: [String]) throws(GatewayFailure) -> Script? {
        switch (request.method, path.count) {
        case ("POST", 0): return answer(try created())
        case ("GET", 0):
            return answer(["object": "list", "data": .array(record.batches.map(\.json)), "has_more": false])
        case ("GET", 1): return answer(try batch(path[0]).json)
        case ("POST", 2) where path[1] == "cancel": return answer(try batch(path[0]).json)
        case ("GET", 2) where path[1] == "results" && flavour == .native:
            return answer(["batch_id": .string(path[0]), "results": .array(try batch(path[0]).results)])
        default: return nil
        }
    }

    private func created() throws(GatewayFailure) -> JSONValue {
        let body = try ChatRequest.parse(request.body, flavour)
        guard flavour == .dropIn || body["provider"]?.string?.isEmpty == false else {
            throw GatewayFailure(status: 400, message: "provider is required")
        }
        _ = try file(body["input_file_id"]?.string ?? "")
        return try batch("batch_\(request.index + 1)").json
    }

    private func batch(_ id: String) throws(GatewayFailure) -> FileRecord.Batch {
        guard let batch = record.batch(id) else {
            throw GatewayFailure(status: 404, type: "invalid_request_error", message: "No batch found with id '\(id)'.")
        }
        return batch
    }
}
