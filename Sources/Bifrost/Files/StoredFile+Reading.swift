internal import LLM

extension StoredFile {
    /// Nil when it is no object with an id.
    init?(_ json: JSONValue) {
        guard var members = JSONMembers(json), let id = members.id("id") else { return nil }
        self.id = id
        name = members.text("filename")
        byteCount = members.integer("bytes")
        purpose = members.text("purpose").map(FilePurpose.init)
        created = members.integer("created_at")
        expires = members.integer("expires_at")
        status = members.text("status")
        additionalFields = members.additionalFields
        metadata = ResponseMetadata()
    }

    init(_ json: JSONValue, _ metadata: ResponseMetadata) throws(LLMError) {
        guard let file = StoredFile(json) else { throw LLMError(.malformed, "the answer has no file with an id") }
        self = file
        self.metadata = metadata
    }
}

extension StoredFileList {
    init(_ json: JSONValue, _ metadata: ResponseMetadata) throws(LLMError) {
        guard let page = AnswerPage(json, id: \.id, StoredFile.init) else {
            throw LLMError(.malformed, "the answer has no list of files")
        }
        files = page.entries
        hasMore = page.hasMore
        next = page.next
        additionalFields = page.additionalFields
        self.metadata = metadata
    }
}

extension FileDeletion {
    init(_ json: JSONValue, _ metadata: ResponseMetadata) throws(LLMError) {
        guard var members = JSONMembers(json), let id = members.id("id") else {
            throw LLMError(.malformed, "the answer does not say which file was deleted")
        }
        self.id = id
        isDeleted = members.bool("deleted") ?? true
        additionalFields = members.additionalFields
        self.metadata = metadata
    }
}
