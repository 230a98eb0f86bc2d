internal import LLM

extension Batch {
    /// Nil when it is no object with an id.
    init?(_ json: JSONValue) {
        guard var members = AnswerMembers(json), let id = members.text("id") else { return nil }
        self.id = id
        status = Status(rawValue: members.text("status") ?? "")
        endpoint = members.text("endpoint")
        inputFileID = members.text("input_file_id")
        outputFileID = members.text("output_file_id")
        errorFileID = members.text("error_file_id")
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
        guard var members = AnswerMembers(json) else { return nil }
        total = members.integer("total") ?? 0
        completed = members.integer("completed") ?? 0
        failed = members.integer("failed") ?? 0
    }
}

extension BatchList {
    init(_ json: JSONValue, _ metadata: ResponseMetadata) throws(LLMError) {
        guard var members = AnswerMembers(json), let entries = members.take("data", { $0.arrayValue }) else {
            throw LLMError(.malformed, "the answer has no list of batches")
        }
        batches = entries.compactMap(Batch.init)
        hasMore = members.bool("has_more") ?? false
        next = members.text("last_id") ?? (hasMore ? batches.last?.id : nil)
        additionalFields = members.additionalFields
        self.metadata = metadata
    }
}
