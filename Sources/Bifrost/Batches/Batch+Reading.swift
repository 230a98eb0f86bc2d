internal import LLM

extension Batch {
    /// Nil when it is no object with an id.
    init?(_ json: JSONValue) {
        guard var members = JSONMembers(json), let id = members.id("id") else { return nil }
        self.id = id
        status = Status(rawValue: members.text("status") ?? "")
        endpoint = members.text("endpoint")
        inputFileID = members.id("input_file_id")
        outputFileID = members.id("output_file_id")
        errorFileID = members.id("error_file_id")
        counts = members.take("request_counts", Counts.init)
        created = members.integer("created_at")
        completed = members.integer("completed_at")
        expires = members.integer("expires_at")
        errors = members.value("errors")
        additionalFields = members.additionalFields
        metadata = ResponseMetadata()
    }

    init(_ json: JSONValue, _ metadata: ResponseMetadata) throws(LLMError) {
        guard let batch = Batch(json) else { throw LLMError(.malformed, "the answer has no batch with an id") }
        self = batch
        self.metadata = metadata
    }
}

extension Batch.Counts {
    fileprivate init?(_ json: JSONValue) {
        guard var members = JSONMembers(json) else { return nil }
        total = members.integer("total") ?? 0
        completed = members.integer("completed") ?? 0
        failed = members.integer("failed") ?? 0
    }
}

extension BatchList {
    init(_ json: JSONValue, _ metadata: ResponseMetadata) throws(LLMError) {
        guard let page = AnswerPage(json, id: \.id, Batch.init) else {
            throw LLMError(.malformed, "the answer has no list of batches")
        }
        batches = page.entries
        hasMore = page.hasMore
        next = page.next
        additionalFields = page.additionalFields
        self.metadata = metadata
    }
}
