import Bifrost

private let question = "What is the capital of France?"

private let brief = ResponseOptions(maxOutputTokens: 64)

extension Feature {
    static let models = [
        Feature(endpoint: "models", name: "list") { subject in
            try expect(!(try await subject.model.models().collect().isEmpty), "no models")
        }
    ]

    static let responses = [
        Feature(endpoint: "responses", name: "whole answer") { subject in
            try expect(
                !(try await subject.model.respond(.text(question), options: brief).outputText.isEmpty), "no text")
        },
        Feature(endpoint: "responses", name: "stream") { subject in
            var texts: [String] = []
            for try await piece in subject.model.streamResponse(.text(question), options: brief).outputText {
                texts.append(piece)
            }
            try expect(texts.count > 1, "no more than one piece of text")
        },
        Feature(endpoint: "responses", name: "after an earlier one, by its id") { subject in
            let first = try await subject.model.respond(.text(question), options: brief)
            var options = brief
            options.previousResponseID = first.id
            let second = try await subject.model.respond("And of Norway?", options: options)
            try expect(!second.outputText.isEmpty, "no text")
        },
        Feature(endpoint: "responses", name: "count of input tokens") { subject in
            try expect(try await subject.model.countInputTokens(.text(question)).inputTokens > 0, "no tokens")
        },
    ]

    static let texts = [
        Feature(endpoint: "completions", name: "whole answer") { subject in
            let options = CompletionOptions(maxTokens: 16)
            try expect(!(try await subject.model.complete("Once", options: options).text.isEmpty), "no text")
        },
        Feature(endpoint: "completions", name: "stream") { subject in
            let options = CompletionOptions(maxTokens: 16)
            let answer = try await subject.model.streamCompletion("Once", options: options).collect()
            try expect(!answer.text.isEmpty && answer.finishReason != nil, "no text")
        },
        Feature(endpoint: "embeddings", name: "numbers") { subject in
            let options = EmbeddingOptions(model: subject.name("text-embedding-3-small"), encoding: .float)
            let answer = try await subject.model.embed(["red fox", "red fish"], options: options)
            try expect(answer.vectors.count == 2 && !answer.vectors[0].isEmpty, "no vectors")
        },
        Feature(endpoint: "embeddings", name: "base64") { subject in
            let options = EmbeddingOptions(model: subject.name("text-embedding-3-small"), encoding: .base64)
            let answer = try await subject.model.embed(["red fox"], options: options)
            try expect(answer.vectors.first?.isEmpty == false, "no vector")
        },
        Feature(endpoint: "rerank", name: "results") { subject in
            let answer = try await subject.model.rerank(question, documents: ["The Nile.", "Paris, the capital."])
            try expect(answer.results.count == 2, "\(answer.results.count) results")
        },
    ]

    static let management = [
        Feature(endpoint: "MCP", name: "a tool that the gateway runs") { subject in
            let call = ToolCall(id: "call_1", name: "files-read", arguments: #"{"path":"notes.txt"}"#)
            try expect(try await subject.model.executeTool(call).toolCallID == call.id, "no result")
        },
        Feature(endpoint: "health", name: "health") { subject in
            try expect(try await subject.model.health().isHealthy, "not healthy")
        },
        Feature(endpoint: "version", name: "version") { subject in
            try expect(!(try await subject.model.version().isEmpty), "no version")
        },
        Feature(endpoint: "jobs", name: "submit and wait") { subject in
            let job = try await subject.model.submit(.chat([.user(question)]))
            try expect(!(try await subject.model.result(of: job).text.isEmpty), "no text")
        },
    ]
}
