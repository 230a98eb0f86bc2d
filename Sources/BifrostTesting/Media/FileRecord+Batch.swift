extension FileRecord {
    /// A batch, which is checked first, then answered, and completed when it is asked for the third time.
    struct Batch: Sendable {
        let id: String
        let body: JSONValue
        let input: [UInt8]
        let polls: Int
        let isCancelled: Bool

        private var status: String {
            if isCancelled { return "cancelled" }
            return polls > 2 ? "completed" : polls == 2 ? "in_progress" : "validating"
        }

        private var lines: [JSONValue?] {
            input.split(separator: UInt8(ascii: "\n")).map { try? JSONParser.parse(Array($0)) }
        }

        var json: JSONValue {
            let count = lines.count
            let isDone = status == "completed"
            return [
                "id": .string(id), "object": "batch", "endpoint": body["endpoint"], "status": .string(status),
                "input_file_id": body["input_file_id"], "completion_window": body["completion_window"],
                "output_file_id": isDone ? .string("file-\(id)") : nil, "created_at": .integer(FileRecord.created),
                "completed_at": isDone ? .integer(FileRecord.created + 60) : nil, "metadata": body["metadata"],
                "request_counts": [
                    "total": .integer(count), "completed": .integer(isDone ? count : 0), "failed": 0,
                ],
            ]
        }

        /// The answer to each request: that of the built-in model, or an error for what is no chat.
        var results: [JSONValue] {
            lines.enumerated().map { index, line in
                let name = line?["custom_id"]
                guard let body = line?["body"], body["messages"]?.array?.isEmpty == false else {
                    return [
                        "id": .string("batch_req_\(index + 1)"), "custom_id": name, "response": .null,
                        "error": ["code": "invalid_request", "message": "the request has no messages"],
                    ]
                }
                return [
                    "id": .string("batch_req_\(index + 1)"), "custom_id": name,
                    "response": [
                        "status_code": 200, "request_id": .string("req_\(index + 1)"), "body": chat(body, index),
                    ],
                    "error": .null,
                ]
            }
        }

        private func chat(_ body: JSONValue, _ index: Int) -> JSONValue {
            let request = ChatRequest(body, flavour: .dropIn, provider: "openai", model: body["model"]?.string ?? "")
            let completion = Completion(BuiltInModel(request: request, serial: index).answer, for: request)
            return [
                "id": .string("chatcmpl-\(index + 1)"), "object": "chat.completion", "model": .string(request.model),
                "choices": [
                    [
                        "index": 0, "finish_reason": .string(completion.finishReason),
                        "message": ["role": "assistant", "content": .string(completion.text.joined())],
                    ]
                ],
                "usage": completion.usage,
            ]
        }
    }
}
