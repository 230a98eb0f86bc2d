internal import LLM

extension BifrostModel {
    /// Makes images.
    ///
    /// - Parameters:
    ///   - prompt: What shall be seen.
    ///   - options: Settings of this call.
    /// - Returns: The images.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func generateImages(
        _ prompt: String, options: ImageOptions = ImageOptions()
    ) async throws -> ImageResponse {
        try await service.json(try service.newImages(prompt, options, streamed: false)).json(
            ImageResponse.init(json:metadata:))
    }

    /// Makes images and shows unfinished ones, if options ask for them; nothing is sent before the first event is
    /// asked for.
    ///
    /// A stream with fewer finished images than were asked for throws `LLMError.Code.truncated`.
    ///
    /// - Parameters:
    ///   - prompt: What shall be seen.
    ///   - options: Settings of this call.
    /// - Returns: A sequence that can be iterated once.
    public func streamImages(_ prompt: String, options: ImageOptions = ImageOptions()) -> GatewayStream<ImageEvent> {
        GatewayStream { [service] () throws(LLMError) in
            try service.json(try service.newImages(prompt, options, streamed: true))
                .events(ImageEventReader(wanted: options.count))
        }
    }

    /// Changes images by a prompt.
    ///
    /// - Parameters:
    ///   - images: The images to start from, at least one.
    ///   - prompt: What shall be seen.
    ///   - mask: What may be changed, as an image with transparent places. Nil is everything.
    ///   - options: Settings of this call.
    /// - Returns: The changed images.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func editImages(
        _ images: [MediaFile], prompt: String, mask: MediaFile? = nil, options: ImageOptions = ImageOptions()
    ) async throws -> ImageResponse {
        let request = try service.edit(images, prompt, mask, options, streamed: false)
        return try await service.form(request).json(ImageResponse.init(json:metadata:))
    }

    /// Changes images by a prompt and shows unfinished ones, if options ask for them; nothing is sent before the first
    /// event is asked for.
    ///
    /// A stream with fewer finished images than were asked for throws `LLMError.Code.truncated`.
    ///
    /// - Parameters:
    ///   - images: The images to start from, at least one.
    ///   - prompt: What shall be seen.
    ///   - mask: What may be changed, as an image with transparent places. Nil is everything.
    ///   - options: Settings of this call.
    /// - Returns: A sequence that can be iterated once.
    public func streamImageEdits(
        _ images: [MediaFile], prompt: String, mask: MediaFile? = nil, options: ImageOptions = ImageOptions()
    ) -> GatewayStream<ImageEvent> {
        GatewayStream { [service] () throws(LLMError) in
            try service.form(try service.edit(images, prompt, mask, options, streamed: true))
                .events(ImageEventReader(wanted: options.count))
        }
    }

    /// Makes images like another one.
    ///
    /// - Parameters:
    ///   - image: The image to start from.
    ///   - options: Settings of this call.
    /// - Returns: The images.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func varyImage(_ image: MediaFile, options: ImageOptions = ImageOptions()) async throws -> ImageResponse {
        try await service.form(try service.variation(image, options)).json(ImageResponse.init(json:metadata:))
    }
}
