import LLM
import Testing

@testable import BifrostCLI

struct RequestFormTests {
    private func request(
        _ line: String, template: String? = nil, system: String? = nil
    ) throws -> RequestLine {
        var id: JSONValue?
        let form = RequestForm(template: try template.map { try PromptTemplate($0) }, system: system)
        return try form.request(Array(line.utf8), id: &id)
    }

    @Test(arguments: [
        #"{"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{"messages":[{"role":"user","content":"Hi"}]}}"#,
        #"{"custom_id":"a","messages":[{"role":"user","content":"Hi"}]}"#,
        #"{"id":"a","prompt":"Hi"}"#,
    ])
    func `A request may be written in several ways`(line: String) throws {
        let request = try request(line, system: "Be brief.")
        #expect(request.id == "a")
        #expect(request.messages.map(\.text) == ["Be brief.", "Hi"])
        #expect(request.model == nil && request.fields.isEmpty)
    }

    @Test
    func `A text alone is a prompt`() throws {
        #expect(try request(#""Hi""#).messages == [.user("Hi")])
    }

    @Test
    func `Further fields go along, those of this side do not`() throws {
        let request = try request(
            #"{"id":1,"prompt":"Hi","model":"a/b","stream":true,"temperature":0.5,"tools":[]}"#)
        #expect(request.id == 1 && request.model == "a/b")
        #expect(request.fields == ["temperature": 0.5, "tools": []])
    }

    @Test(arguments: [
        (#"{"text":"x","n":2,"o":{"b":1}}"#, "x: 2 {\"b\":1} }"), (#"{"text":"","n":null,"o":true}"#, ": null true }"),
    ])
    func `A template takes the values of a line`(line: String, expected: String) throws {
        #expect(try request(line, template: "{{ text }}: {{n}} {{o}} }").messages == [.user(expected)])
    }

    @Test
    func `A template takes a text alone`() throws {
        #expect(try request(#""x""#, template: "Say {{text}}.").messages == [.user("Say x.")])
    }

    @Test(arguments: ["{{", "a {{b", "{{}}", "{{ }}"])
    func `A template without an end or a name is a slip`(template: String) {
        #expect(throws: LLMError.self) { try PromptTemplate(template) }
    }

    @Test(arguments: [
        "nonsense", "[]", "3", "{}", #"{"prompt":3}"#, #"{"messages":[{"content":"x"}]}"#, #"{"body":3}"#,
        #"{"body":{"input":"x"},"url":"/v1/embeddings"}"#,
    ])
    func `What is no request is told, with its id as far as it is known`(line: String) {
        #expect(throws: LLMError.self) { try request(line) }
        var id: JSONValue?
        let named = line.hasPrefix("{") ? #"{"id":"n","# + line.dropFirst() : line
        _ = try? RequestForm().request(Array(named.replacing(",}", with: "}").utf8), id: &id)
        #expect(id == (line.hasPrefix("{") ? "n" : nil))
    }

    @Test
    func `A model without a provider is one of the configured model's`() {
        #expect(ModelName.qualified("gpt", like: "openai/x") == "openai/gpt")
        #expect(ModelName.qualified("a/gpt", like: "openai/x") == "a/gpt")
        #expect(ModelName.qualified("gpt", like: "x") == "gpt")
        #expect(ModelName.qualified("", like: "openai/x") == "")
    }
}
