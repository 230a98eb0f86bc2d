import Bifrost
import BifrostTesting
import LLM
import Testing

/// Images over real connections, in both flavours.
@Suite(.timeLimit(.minutes(5)))
struct ImageSocketTests {
    private static let file = MediaFile.bytes([1, 2, 3], name: "a.png")

    private static func model(
        _ gateway: EmbeddedGateway, dropIn: Bool = false, _ model: String = "openai/gpt-image-1",
        limits: AnswerLimits = AnswerLimits()
    ) throws -> BifrostModel {
        try BifrostModel(
            ProviderConfig(
                model: model, baseURL: dropIn ? gateway.dropInBaseURL : gateway.baseURL, retries: .never),
            answerLimits: limits)
    }

    @Test(arguments: [false, true])
    func imagesComeInEveryWay(dropIn: Bool) async throws {
        try await withEmbeddedGateway { gateway in
            let model = try Self.model(gateway, dropIn: dropIn)
            let whole = try await model.generateImages("a cat", options: ImageOptions(n: 2))
            let png = try #require(try whole.images[0].bytes())
            #expect(whole.images.count == 2 && png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            #expect(whole.metadata.gateway.routing.provider == "openai" && whole.usage?.total == 40)
            let addressed = try await model.generateImages("a cat", options: ImageOptions(responseFormat: .url))
            #expect(addressed.images[0].url == "https://images.example/0.png")
            #expect(try await model.editImages([Self.file], prompt: "a dog").images.count == 1)
            #expect(try await model.varyImage(Self.file, options: ImageOptions(n: 3)).images.count == 3)
            let options = ImageOptions(n: 2, partialImages: 2)
            for stream in [
                model.streamImages("a", options: options),
                model.streamImageEdits([Self.file, Self.file], prompt: "a", options: options),
            ] {
                var kinds: [String] = []
                for try await event in stream {
                    switch event {
                    case .partial(let image): kinds.append("partial \(image.partialIndex ?? -1)")
                    case .completed(let image): kinds.append(try image.image.bytes() == png ? "completed" : "other")
                    default: kinds.append("unknown")
                    }
                }
                #expect(kinds == ["partial 0", "partial 1", "completed", "completed"])
            }
        }
    }

    @Test(arguments: [false, true], [Fault.resetMidStream, .cutCleanly, .errorFrame, .errorFrameFirst, .rateLimited])
    func aSpoiledStreamIsNoWholeOne(dropIn: Bool, fault: Fault) async throws {
        try await withEmbeddedGateway { gateway in
            let model = try Self.model(gateway, dropIn: dropIn, "openai/\(fault.rawValue)")
            let code: LLMError.Code =
                switch fault {
                case .rateLimited: .rateLimited
                case .errorFrame, .errorFrameFirst: .overloaded
                default: .truncated
                }
            let stream = model.streamImages("a", options: ImageOptions(partialImages: 3))
            #expect(await llmError { for try await _ in stream {} }?.code == code)
        }
    }

    /// One finished image of 36 million letters on one line, written as it is read.
    private static var hugeEvent: Reply {
        let image = Array(String(repeating: "AAAA", count: 4000).utf8)
        return Reply(steps: [
            .text("event: image_generation.completed\ndata: {\"type\":\"image_generation.completed\",\"b64_json\":\""),
            .generated(count: 2250, payload: image), .text("\",\"usage\":{\"total_tokens\":1}}\n\n"), .end,
        ])
    }

    @Test func anImageMayBeTensOfMegabytes() async throws {
        try await withEmbeddedGateway { gateway in
            gateway.enqueue(Self.hugeEvent)
            var images: [ImageEvent.Image] = []
            for try await event in try Self.model(gateway).streamImages("a") {
                if case .completed(let image) = event { images.append(image) }
            }
            #expect(images.map { $0.image.base64?.utf8.count } == [36_000_000])
            #expect(try images[0].image.bytes()?.count == 27_000_000)
            #expect(images[0].usage?.total == 1)
        }
    }

    @Test func whatIsLargerThanAllowedFails() async throws {
        try await withEmbeddedGateway { gateway in
            gateway.enqueue(Self.hugeEvent, .json("{\"data\":[\(String(repeating: "1,", count: 600_000))1]}"))
            let model = try Self.model(gateway, limits: AnswerLimits(media: 1 << 20))
            let error = await llmError { for try await _ in model.streamImages("a") {} }
            #expect(error?.code == .malformed)
            #expect(await llmError { try await model.generateImages("a") }?.code == .malformed)
        }
    }
}
