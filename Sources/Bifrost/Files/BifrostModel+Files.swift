internal import HTTPTransport
internal import LLM

extension BifrostModel {
    /// Sends a file for the provider to keep.
    ///
    /// - Parameters:
    ///   - file: The file; one on disk is read while it is sent.
    ///   - purpose: What it is for.
    ///   - extraFields: Further fields of the form.
    ///   - options: The provider, and settings of this call.
    /// - Returns: What the provider calls it.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func uploadFile(
        _ file: MediaFile, purpose: FilePurpose, extraFields: [String: JSONValue] = [:],
        options: FileOptions = FileOptions()
    ) async throws -> StoredFile {
        var request = FieldRequest(
            path: "/files", extraFields: extraFields, gateway: options.gateway, limits: options.limits)
        try request.require("purpose", .string(purpose.rawValue))
        try request.add("file", file)
        return try await service.call(request, options, isForm: true).json(StoredFile.init)
    }

    /// Lists files.
    ///
    /// - Parameters:
    ///   - choice: Which files.
    ///   - options: The provider, and settings of this call.
    /// - Returns: One page.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func files(
        _ choice: FileListOptions = FileListOptions(), options: FileOptions = FileOptions()
    ) async throws -> StoredFileList {
        try await service.files("GET", ["files"], query: choice.query, options).json(StoredFileList.init)
    }

    /// Tells what is known of a file.
    ///
    /// - Parameters:
    ///   - id: The file's id.
    ///   - options: The provider, and settings of this call.
    /// - Returns: The file.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func file(_ id: String, options: FileOptions = FileOptions()) async throws -> StoredFile {
        try await service.files("GET", ["files", id], options).json(StoredFile.init)
    }

    /// Deletes a file.
    ///
    /// - Parameters:
    ///   - id: The file's id.
    ///   - options: The provider, and settings of this call.
    /// - Returns: Whether it is gone.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func deleteFile(_ id: String, options: FileOptions = FileOptions()) async throws -> FileDeletion {
        try await service.files("DELETE", ["files", id], options).json(FileDeletion.init)
    }

    /// Hands on the bytes of a file as they arrive; nothing is sent before the first are asked for.
    ///
    /// The bytes are not looked at: a base URL that is wrong gives the page of the gateway's user interface.
    ///
    /// - Parameters:
    ///   - id: The file's id.
    ///   - options: The provider, and settings of this call.
    /// - Returns: A sequence that can be iterated once.
    public func fileContent(_ id: String, options: FileOptions = FileOptions()) -> GatewayStream<[UInt8]> {
        GatewayStream { [service] () throws(LLMError) in
            try service.files("GET", ["files", id, "content"], options, streamed: true).bytes
        }
    }
}
