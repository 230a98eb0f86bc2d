// A bulk job: a line of JSON in, a line of JSON out, and a bounded number of calls at a time.
//
//     export BIFROST_BASE_URL=http://localhost:8080/v1 BIFROST_MODEL=openai/gpt-4o-mini
//     swift run bulk 16 < questions.jsonl > answers.jsonl
//
// A line of the input is {"id": "a", "prompt": "Hello"}, one of the output {"id": "a", "text": "Hi!", "tokens": 12} or
// {"id": "a", "error": "rateLimited: …"}. Lines are read only as calls end, so that a file of any length takes the
// memory of those under way; answers come in the order in which they are ready.
//
// `bifrost map` does the same with resumption after a crash, rate limits and the provider's batches.

import Bifrost
import FoundationEssentials
import Glibc

struct Question: Decodable, Sendable {
    var id: String
    var prompt: String
}

struct Answer: Encodable, Sendable {
    var id: String
    var text: String?
    var tokens: Int?
    var error: String?
}

func answer(_ question: Question, with model: BifrostModel) async -> Answer {
    do {
        let reply = try await model.generate([.user(question.prompt)])
        return Answer(id: question.id, text: reply.text, tokens: reply.usage?.total)
    } catch let error as LLMError {
        return Answer(id: question.id, error: "\(error.code.rawValue): \(error.message)")
    } catch {
        return Answer(id: question.id, error: "\(error)")
    }
}

/// The next line that is a question; what is none is told and passed over.
func nextQuestion() -> Question? {
    while let line = readLine() {
        if let question = try? JSONDecoder().decode(Question.self, from: Data(line.utf8)) { return question }
        write(Answer(id: "", error: "not a question: \(line.prefix(40))"))
    }
    return nil
}

func write(_ answer: Answer) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let line = try? encoder.encode(answer) else { return }
    print(String(decoding: line, as: UTF8.self))
}

let concurrency = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 8
guard concurrency > 0 else {
    print("usage: bulk [CONCURRENCY] < QUESTIONS > ANSWERS")
    exit(2)
}

let model = try BifrostModel(.fromEnvironment())
await withTaskGroup(of: Answer.self) { group in
    func begin() {
        guard let question = nextQuestion() else { return }
        group.addTask { await answer(question, with: model) }
    }
    for _ in 0..<concurrency { begin() }
    for await answer in group {
        write(answer)
        begin()
    }
}
