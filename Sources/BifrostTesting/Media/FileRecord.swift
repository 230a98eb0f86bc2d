/// The files and batches that the recorded requests made.
struct FileRecord: Sendable {
    let requests: [RecordedRequest]
    /// The position of the present request.
    let now: Int

    struct File: Sendable {
        let id: String
        let name: String
        let purpose: String
        let content: [UInt8]

        var json: JSONValue {
            [
                "id": .string(id), "object": "file", "bytes": .integer(content.count),
                "created_at": .integer(FileRecord.created), "filename": .string(name), "purpose": .string(purpose),
                "status": "processed",
            ]
        }
    }

    /// 1 January 2026, as in every other answer.
    static let created = 1_767_225_600

    /// The files that are still there, oldest first.
    var files: [File] {
        requests.compactMap(File.init(upload:)).filter { file in !requests.contains { $0.isDeletion(of: file.id) } }
    }

    /// A file that was sent, or the answers of a batch.
    func file(_ id: String) -> File? {
        if id.hasPrefix("file-batch_"), let batch = batch(String(id.dropFirst("file-".count))) {
            let lines = batch.results.map { Array("\($0.encoded)\n".utf8) }
            return File(
                id: id, name: "\(batch.id)_output.jsonl", purpose: "batch_output", content: lines.flatMap(\.self))
        }
        // The deletion of a file finds it, too.
        let earlier = requests.filter { $0.index != now && $0.isDeletion(of: id) }
        return earlier.isEmpty ? requests.lazy.compactMap(File.init(upload:)).first { $0.id == id } : nil
    }

    var batches: [Batch] {
        requests.filter { $0.method == "POST" && $0.endpoint == "batches" }.compactMap {
            batch("batch_\($0.index + 1)")
        }
    }

    func batch(_ id: String) -> Batch? {
        guard let creation = requests.first(where: { $0.endpoint == "batches" && "batch_\($0.index + 1)" == id }),
            let body = try? JSONParser.parse(creation.body)
        else { return nil }
        let input = body["input_file_id"]?.string ?? ""
        return Batch(
            id: id, body: body, input: file(input)?.content ?? [],
            polls: requests.count { $0.method == "GET" && $0.endpoint == "batches/\(id)" },
            isCancelled: requests.contains { $0.endpoint == "batches/\(id)/cancel" })
    }
}

extension FileRecord.File {
    /// Nil for a request that sends no file.
    init?(upload request: RecordedRequest) {
        guard request.method == "POST", request.endpoint == "files",
            let form = try? MultipartBody(request.body, contentType: request.values(of: "content-type").first),
            let file = form.files("file").first
        else { return nil }
        id = "file-\(request.index + 1)"
        name = file.filename ?? ""
        purpose = form.text("purpose") ?? ""
        content = file.content
    }
}

extension RecordedRequest {
    /// The path below the version, without its query.
    fileprivate var endpoint: String {
        Flavour.split(path.prefix { $0 != "?" }).map { String($0.endpoint) } ?? ""
    }

    fileprivate func isDeletion(of id: String) -> Bool { method == "DELETE" && endpoint == "files/\(id)" }
}
