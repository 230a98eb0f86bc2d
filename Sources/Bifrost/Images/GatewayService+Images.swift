internal import LLM

extension GatewayService {
    func newImages(_ prompt: String, _ options: ImageOptions, streamed: Bool) throws(LLMError) -> FieldRequest {
        var request = try images("generations", options, streamed: streamed)
        try request.require("prompt", .string(prompt))
        request.add("input_images", .array(options.inputImages.map(JSONValue.string)))
        return request
    }

    func edit(
        _ images: [MediaFile], _ prompt: String, _ mask: MediaFile?, _ options: ImageOptions, streamed: Bool
    ) throws(LLMError) -> FieldRequest {
        guard !images.isEmpty else { throw LLMError(.configuration, "there is no image to edit") }
        var request = try self.images("edits", options, streamed: streamed)
        try request.require("prompt", .string(prompt))
        for image in images { try request.add(images.count == 1 ? "image" : "image[]", image) }
        if let mask { try request.add("mask", mask) }
        return request
    }

    func variation(_ image: MediaFile, _ options: ImageOptions) throws(LLMError) -> FieldRequest {
        var request = try images("variations", options, streamed: false)
        try request.add("image", image)
        return request
    }

    /// What all three kinds of requests share.
    private func images(_ kind: String, _ options: ImageOptions, streamed: Bool) throws(LLMError) -> FieldRequest {
        guard options.count > 0 else { throw LLMError(.configuration, "n must be more than zero") }
        guard options.inputImages.isEmpty || kind == "generations" else {
            throw LLMError(.configuration, "inputImages are for new images; edits and variations send files")
        }
        var request = FieldRequest(
            path: "/images/\(kind)", extraFields: options.extraFields, gateway: options.gateway,
            limits: options.limits)
        request.streamed = streamed
        request.carriesMedia = true
        try request.require("model", .string(options.model ?? config.model))
        if streamed { try request.require("stream", true) }
        for (name, value) in options.fields { request.add(name, value) }
        return request
    }
}

extension ImageOptions {
    /// How many images are asked for.
    var count: Int { extraFields["n"]?.integerValue ?? n ?? 1 }

    fileprivate var fields: [(name: String, value: JSONValue?)] {
        [
            ("n", .integer(n)), ("size", .string(size)), ("quality", .string(quality)), ("style", .string(style)),
            ("background", .string(background)), ("moderation", .string(moderation)),
            ("output_format", .string(outputFormat)), ("output_compression", .integer(outputCompression)),
            ("partial_images", .integer(partialImages)), ("response_format", .string(responseFormat?.rawValue)),
            ("seed", .integer(seed)), ("negative_prompt", .string(negativePrompt)),
            ("num_inference_steps", .integer(inferenceSteps)), ("aspect_ratio", .string(aspectRatio)),
            ("user", .string(user)),
        ]
    }
}

extension JSONValue {
    /// A whole number that may be absent.
    fileprivate static func integer(_ number: Int?) -> JSONValue? { number.map { .integer(Int64($0)) } }
}
