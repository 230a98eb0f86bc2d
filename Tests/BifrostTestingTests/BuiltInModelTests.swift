import Testing

@testable import BifrostTesting

/// What the built-in model answers, over the wire.
@Suite(.timeLimit(.minutes(5)))
struct BuiltInModelTests {
    private static let weather = """
        {"type":"function","function":{"name":"get_weather","description":"Current weather of a city",\
        "parameters":{"type":"object","properties":{"city":{"type":"string"},\
        "unit":{"enum":["celsius","fahrenheit"]}},"required":["city"]}}}
        """
    private static let clock = """
        {"type":"function","function":{"name":"get_time","parameters":{"type":"object",\
        "properties":{"city":{"type":"string"}},"required":["city"]}}}
        """

    private func message(_ body: String, path: String = "/v1/chat/completions") async throws -> JSONValue {
        var message: JSONValue?
        try await withGateway { _, client in
            try client.post(path, body)
            message = try client.answer().json()["choices"]?.array?.first
        }
        return try #require(message)
    }

    private func calls(_ prompt: String, _ more: String) async throws -> [String] {
        let choice = try await message(chatBody(prompt, more))
        let calls = choice["message"]?["tool_calls"]?.array ?? []
        #expect(choice["finish_reason"] == (calls.isEmpty ? "stop" : "tool_calls"))
        return calls.map { "\($0["function"]?["name"]?.string ?? "")\($0["function"]?["arguments"]?.string ?? "")" }
    }

    @Test(arguments: [
        ("What is the capital of Japan?", "The capital of Japan is Tokyo."), ("What is 2 + 2?", "2 + 2 = 4"),
        ("Hello", "Hello! How can I help you today?"),
    ])
    func friendlyAnswers(prompt: String, expected: String) async throws {
        let choice = try await message(chatBody(prompt))
        #expect(choice["message"]?["content"]?.string == expected)
    }

    @Test(arguments: [
        (#""max_tokens":3"#, "The capital of", "length"),
        (#""max_completion_tokens":1,"max_tokens":3"#, "The", "length"),
        (#""max_tokens":6"#, "The capital of France is Paris.", "stop"),
        (#""stop":["Paris"," is"]"#, "The capital of France", "stop"),
    ])
    func limits(option: String, expected: String, finish: String) async throws {
        let choice = try await message(chatBody("What is the capital of France?", option))
        #expect(choice["message"]?["content"]?.string == expected)
        #expect(choice["finish_reason"]?.string == finish)
    }

    @Test(arguments: [
        ("What's the weather in Paris?", "", [#"get_weather{"city":"Paris"}"#]),
        ("Weather in Paris in fahrenheit?", "", [#"get_weather{"city":"Paris","unit":"fahrenheit"}"#]),
        (
            "Weather in Paris and New York?", "",
            [#"get_weather{"city":"Paris"}"#, #"get_weather{"city":"New York"}"#]
        ),
        (
            "The weather and the time in Oslo, please", "",
            [#"get_weather{"city":"Oslo"}"#, #"get_time{"city":"Oslo"}"#]
        ),
        (
            "The weather and the time in Oslo, please", #","parallel_tool_calls":false"#,
            [#"get_weather{"city":"Oslo"}"#]
        ),
        ("What is the capital of France?", "", []),
        ("What's the weather in Paris?", #","tool_choice":"none""#, []),
        ("Hello", #","tool_choice":"required""#, [#"get_weather{"city":"Paris"}"#]),
        (
            "The weather in Rome", #","tool_choice":{"type":"function","function":{"name":"get_time"}}"#,
            [#"get_time{"city":"Rome"}"#]
        ),
    ])
    func toolCalls(prompt: String, option: String, expected: [String]) async throws {
        #expect(try await calls(prompt, "\"tools\":[\(Self.weather),\(Self.clock)]\(option)") == expected)
    }

    @Test
    func streamedToolCallsNameTheCallFirst() async throws {
        try await withGateway { _, client in
            let body = chatBody("Weather in Paris", "\"stream\":true,\"tools\":[\(Self.weather)]")
            try client.post("/v1/chat/completions", body)
            let chunks = try client.answer().chatChunks()
            let calls = chunks.compactMap { $0["choices"]?.array?.first?["delta"]?["tool_calls"]?.array?.first }
            #expect(
                calls.first?.encoded
                    == #"{"index":0,"type":"function","id":"call_1_0","function":{"name":"get_weather","arguments":""}}"#
            )
            #expect(calls.dropFirst().allSatisfy { $0["id"] == nil && $0["function"]?["name"] == .null })
            #expect(calls.count > 2)
            let arguments = calls.compactMap { $0["function"]?["arguments"]?.string }.joined()
            #expect(arguments == #"{"city":"Paris"}"#)
            #expect(chunks.last?["choices"]?.array?.first?["finish_reason"] == "tool_calls")
        }
    }

    @Test
    func toolResultsAreAnsweredInWords() async throws {
        let body = """
            {"model":"openai/gpt-4o","tools":[\(Self.weather)],"messages":[\
            {"role":"user","content":"Weather in Paris?"},\
            {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",\
            "function":{"name":"get_weather","arguments":"{}"}}]},\
            {"role":"tool","tool_call_id":"c1","content":"{\\"temperature\\":18,\\"sky\\":\\"clear\\"}"}]}
            """
        let choice = try await message(body)
        #expect(choice["message"]?["content"] == "According to get_weather: temperature 18, sky clear.")
    }

    @Test
    func jsonObject() async throws {
        let option = #""response_format":{"type":"json_object"}"#
        let choice = try await message(chatBody("What is the capital of Spain?", option))
        let object = try JSONParser.parse(choice["message"]?["content"]?.string ?? "")
        #expect(object["answer"] == "The capital of Spain is Madrid.")
        #expect(object["capital"] == "Madrid")
    }

    @Test
    func jsonSchema() async throws {
        let schema = """
            {"type":"object","properties":{"country":{"type":"string"},"capital":{"type":"string"},\
            "population":{"type":"integer","minimum":1000}},"required":["country","capital","population"],\
            "additionalProperties":false}
            """
        let option = #""response_format":{"type":"json_schema","json_schema":{"name":"x","schema":\#(schema)}}"#
        let choice = try await message(chatBody("What is the capital of Spain?", option))
        #expect(
            choice["message"]?["content"]?.string == #"{"country":"Spain","capital":"Madrid","population":1000}"#)
    }

    @Test(arguments: [
        (#""reasoning":{"effort":"low"}"#, true), (#""reasoning_effort":"high""#, true),
        (#""reasoning_effort":"none""#, false), (#""seed":1"#, false),
    ])
    func reasoning(option: String, expected: Bool) async throws {
        try await withGateway { _, client in
            try client.post("/v1/chat/completions", chatBody("What is 2 + 2?", "\(option),\"stream\":true"))
            let deltas = try client.answer().chatChunks().compactMap { $0["choices"]?.array?.first?["delta"] }
            let reasoning = deltas.compactMap { $0["reasoning"]?.string }.joined()
            let details = deltas.compactMap { $0["reasoning_details"]?.array?.first?["text"]?.string }.joined()
            #expect(reasoning.isEmpty != expected)
            #expect(reasoning == details)
            #expect(deltas.compactMap { $0["content"]?.string }.joined() == "2 + 2 = 4")
        }
    }
}
