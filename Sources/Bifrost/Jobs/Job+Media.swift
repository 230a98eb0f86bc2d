public import LLM

extension Job<ImageResponse> {
    /// Images.
    ///
    /// - Parameters:
    ///   - prompt: What shall be seen.
    ///   - options: Settings of the call; its limits are those of the request that submits the job.
    /// - Returns: The job.
    public static func imageGeneration(_ prompt: String, options: ImageOptions = ImageOptions()) -> Job {
        Job(.imageGeneration) { (model) throws(LLMError) in
            try model.service.jsonRequest(try model.service.newImages(prompt, options, streamed: false), .native)
        }
    }

    /// Images, changed by a prompt.
    ///
    /// - Parameters:
    ///   - images: The images to start from, at least one.
    ///   - prompt: What shall be seen.
    ///   - mask: What may be changed, as an image with transparent places. Nil is everything.
    ///   - options: Settings of the call; its limits are those of the request that submits the job.
    /// - Returns: The job.
    public static func imageEdit(
        _ images: [MediaFile], prompt: String, mask: MediaFile? = nil, options: ImageOptions = ImageOptions()
    ) -> Job {
        Job(.imageEdit) { (model) throws(LLMError) in
            try model.service.edit(images, prompt, mask, options, streamed: false).form()
        }
    }

    /// Images like another one.
    ///
    /// - Parameters:
    ///   - image: The image to start from.
    ///   - options: Settings of the call; its limits are those of the request that submits the job.
    /// - Returns: The job.
    public static func imageVariation(_ image: MediaFile, options: ImageOptions = ImageOptions()) -> Job {
        Job(.imageVariation) { (model) throws(LLMError) in try model.service.variation(image, options).form() }
    }
}

extension Job<Transcription> {
    /// What is said in a recording.
    ///
    /// A result is JSON, so that the formats `text`, `srt` and `vtt` are refused when the job is submitted.
    ///
    /// - Parameters:
    ///   - file: The recording; a file on disk is read while it is sent.
    ///   - options: Settings of the call; its limits are those of the request that submits the job.
    /// - Returns: The job.
    public static func transcription(
        _ file: MediaFile, options: TranscriptionOptions = TranscriptionOptions()
    ) -> Job {
        Job(.transcription) { (model) throws(LLMError) in
            guard options.responseFormat?.isPlain != true else {
                throw LLMError(.configuration, "the result of a job is JSON; ask for json or verbose_json")
            }
            return try model.service.transcription(file, options, streamed: false).form()
        }
    }
}

extension Job<JSONValue> {
    /// A spoken text, with its result as JSON.
    ///
    /// With ``SpeechOptions/withTimestamps`` it has the sound in Base64 and the times, as the endpoint's answer does.
    /// Without, the endpoint's answer is no JSON, and the gateway does not document what a job makes of it.
    ///
    /// - Parameters:
    ///   - text: What to say.
    ///   - options: Settings of the call; its limits are those of the request that submits the job.
    /// - Returns: The job.
    public static func speech(_ text: String, options: SpeechOptions = SpeechOptions()) -> Job {
        Job(.speech) { (model) throws(LLMError) in
            try model.service.jsonRequest(try model.service.speech(text, options), .native)
        }
    }
}
