import Bifrost
import HTTPTransport
import LLM
import TestSupport
import Testing

/// What is sent for images, what is read, and what is refused, on a scripted transport.
struct ImageTests {
    private static let file = MediaFile.bytes([1, 2, 3], name: "a.png")

    private static let options = ImageOptions(
        n: 2, size: "1x1", quality: "high", style: "vivid", background: "opaque", moderation: "low",
        outputFormat: "png", outputCompression: 50, partialImages: 1, responseFormat: .base64, seed: 7,
        negativePrompt: "rain", inferenceSteps: 4, aspectRatio: "1:1", user: "u", extraFields: ["lora": "x"])

    private static let fields: [String: JSONValue] = [
        "model": "openai/gpt-4o", "prompt": "a cat", "n": 2, "size": "1x1", "quality": "high", "style": "vivid",
        "background": "opaque", "moderation": "low", "output_format": "png", "output_compression": 50,
        "partial_images": 1, "response_format": "b64_json", "seed": 7, "negative_prompt": "rain",
        "num_inference_steps": 4, "aspect_ratio": "1:1", "user": "u",
    ]

    @Test(arguments: [false, true])
    func everyFieldIsSent(dropIn: Bool) async throws {
        let config = dropIn ? ProviderConfig.minimal.with(\.baseURL, "http://gateway:8080/openai/v1") : .minimal
        let harness = try Harness(config, .json(200, #"{"data":[]}"#))
        var options = Self.options
        options.inputImages = ["https://img.example/a.png"]
        _ = try await harness.model.generateImages("a cat", options: options)
        let request = harness.transport.requests[0]
        let extra: [String: JSONValue] = dropIn ? ["extra_params": ["lora": "x"]] : ["lora": "x"]
        #expect(
            try JSONValue(parsing: request.body?.bytes ?? []).objectValue
                == Self.fields.merging(extra) { $1 }.merging(["input_images": ["https://img.example/a.png"]]) { $1 })
        #expect(request.url.hasSuffix("/v1/images/generations"))
    }

    @Test func editsAreForms() async throws {
        let harness = try Harness(.minimal, .json(200, #"{"data":[]}"#))
        _ = try await harness.model.editImages(
            [Self.file, Self.file], prompt: "a cat", mask: .bytes([9], name: "mask.png"), options: Self.options)
        _ = try await harness.model.varyImage(Self.file)
        let texts = harness.transport.requests.map { String(decoding: $0.body?.bytes ?? [], as: UTF8.self) }
        for (name, value) in Self.fields {
            let text = try value.stringValue ?? value.serializedText()
            #expect(texts[0].contains("name=\"\(name)\"\r\n\r\n\(text)\r\n"), "\(name)")
        }
        #expect(texts[0].split(separator: "name=\"image[]\"; filename=\"a.png\"").count == 3)
        #expect(texts[0].contains("name=\"mask\"; filename=\"mask.png\"\r\nContent-Type: image/png"))
        #expect(texts[1].contains("name=\"image\"; filename=\"a.png\""))
        #expect(harness.transport.requests.map(\.url).map { $0.split(separator: "/").last } == ["edits", "variations"])
    }

    @Test func everythingIsRead() async throws {
        let harness = try Harness(
            .minimal,
            .json(
                200,
                #"""
                {"id":"i","created":5,"model":"m","size":"1x1",
                 "data":[{"index":0,"b64_json":"AQID","revised_prompt":"r","z":1},{"url":"https://a/b","b64_json":null}],
                 "usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3,"input_tokens_details":{"image_tokens":1}},
                 "extra_fields":{"provider":"openai"}}
                """#))
        let answer = try await harness.model.generateImages("a")
        #expect(answer.id == "i" && answer.created == 5 && answer.model == "m")
        #expect(answer.additionalFields == ["size": "1x1"])
        #expect(try answer.images.map { try $0.bytes() } == [[1, 2, 3], nil])
        #expect(answer.images[1].url == "https://a/b")
        #expect(answer.images[0].revisedPrompt == "r" && answer.images[0].additionalFields == ["z": 1])
        #expect(answer.usage == MediaUsage(input: 1, output: 2, total: 3, inputDetails: .init(image: 1)))
        #expect(answer.metadata.gateway.routing.provider == "openai")
    }

    @Test(arguments: [
        "A", "AQ!ID", "AQ-_", "AQ\u{A0}ID", "data:image/jpeg,AQID", "data:image/jpeg;base64", "image:AQID",
        "AA=A", "AB=5", "=AAA", "AQ==AQID", "AAAA==", "A===", "====",
    ])
    func whatIsNotBase64Fails(text: String) {
        #expect(throws: LLMError.self) { try GeneratedImage(base64: text).bytes() }
    }

    @Test(arguments: ["AQID", " AQ\r\n\tID\n", "data:image/jpeg;base64,AQID", "data:;base64,AQ\nID"])
    func base64IsRead(text: String) throws {
        #expect(try GeneratedImage(base64: text).bytes() == [1, 2, 3])
    }

    @Test func eventsAreRead() async throws {
        let events = [
            "event: image_generation.partial_image\n"
                + Event.data(#"{"type":"image_generation.partial_image","partial_image_index":0,"b64_json":"AQ=="}"#),
            "event: image_generation.later\n" + Event.data(#"{"x":1}"#),
            // Without a type, the event's name counts.
            "event: image_generation.completed\n"
                + Event.data(
                    #"{"b64_json":"Ag==","size":"1x1","usage":{"total_tokens":3},"q":1,"extra_fields":{}}"#),
        ]
        let harness = try Harness(.minimal, .events(.init(stringLiteral: events.joined())))
        var received: [ImageEvent] = []
        for try await event in harness.model.streamImages("a") { received.append(event) }
        #expect(received.count == 3)
        guard case .partial(let partial) = received[0], case .completed(let completed) = received[2] else {
            throw LLMError(.malformed, "\(received)")
        }
        #expect(partial.partialIndex == 0)
        #expect(try partial.image.bytes() == [1])
        #expect(received[1] == .unknown(type: "image_generation.later", ["x": 1]))
        #expect(completed.size == "1x1" && completed.usage?.total == 3 && completed.additionalFields == ["q": 1])
        #expect(try completed.image.bytes() == [2])
    }

    @Test(arguments: [1, 3])
    func fewerImagesThanAskedForAreCut(completed: Int) async throws {
        let event = Event.data(#"{"type":"image_generation.completed","b64_json":"AQ=="}"#)
        let all = String(repeating: event, count: completed)
        let harness = try Harness(.minimal, .events(.init(stringLiteral: all)))
        let stream = harness.model.streamImages("a", options: ImageOptions(n: 3))
        #expect(await llmError { for try await _ in stream {} }?.code == (completed == 3 ? nil : .truncated))
    }

    @Test func errorsInTheStreamAreErrors() async throws {
        let event = "event: error\n" + Event.error(529, "busy")
        let harness = try Harness(.minimal.with(\.retries, .never), .events(.init(stringLiteral: event)))
        #expect(await llmError { for try await _ in harness.model.streamImages("a") {} }?.code == .overloaded)
    }

    @Test(arguments: [
        ImageOptions(model: ""), ImageOptions(n: 0), ImageOptions(extraFields: ["prompt": "b"]),
        ImageOptions(extraFields: ["stream": true]),
    ])
    func whatCannotBeSentIsRefused(options: ImageOptions) async throws {
        let harness = try Harness(.minimal, .json(200, #"{"data":[]}"#))
        let model = harness.model
        #expect(await llmError { try await model.generateImages("a", options: options) }?.code == .configuration)
        let stream = model.streamImageEdits([Self.file], prompt: "a", options: options)
        #expect(await llmError { for try await _ in stream {} }?.code == .configuration)
        #expect(await llmError { try await model.generateImages("") }?.code == .configuration)
        #expect(await llmError { try await model.editImages([], prompt: "a") }?.code == .configuration)
        let inputs = ImageOptions(inputImages: ["https://a/b"])
        #expect(await llmError { try await model.varyImage(Self.file, options: inputs) }?.code == .configuration)
        let fallbacks = ImageOptions(gateway: GatewayOptions(fallbacks: ["a/b"]))
        #expect(await llmError { try await model.varyImage(Self.file, options: fallbacks) }?.code == .configuration)
        #expect(harness.transport.requests.isEmpty)
    }
}
