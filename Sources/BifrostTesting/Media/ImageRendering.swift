/// `images/…`: the smallest PNG there is, as often as it is asked for.
struct ImageRendering: Sendable {
    let request: MediaRequest
    let pace: Pace
    let extraFields: @Sendable (_ chunk: Int) -> JSONValue
    private let prompt: String?

    init(
        request: MediaRequest, pace: Pace, extraFields: @escaping @Sendable (_ chunk: Int) -> JSONValue
    ) throws(GatewayFailure) {
        let prompt = request.body["prompt"]?.string
        if request.kind != "image_variation", prompt?.isEmpty != false {
            throw GatewayFailure(status: 400, message: "prompt cannot be empty")
        }
        if let form = request.form, form.files("image").isEmpty, form.files("image[]").isEmpty {
            throw GatewayFailure(status: 400, message: "image is required")
        }
        self.request = request
        self.pace = pace
        self.extraFields = extraFields
        self.prompt = prompt
    }

    private static let created = 1_767_225_600

    private var count: Int { max(1, request.integer("n") ?? 1) }

    var answer: MediaAnswer {
        if request.isStream && request.kind != "image_variation" { return events }
        return .json(
            [
                "id": "img-1", "created": .integer(Self.created), "model": .string(request.model),
                "data": .array((0..<count).map(image)), "usage": usage, "extra_fields": extraFields(0),
            ], pace: pace, flavour: request.flavour)
    }

    private func image(_ index: Int) -> JSONValue {
        let isAddress = request.body["response_format"]?.string == "url"
        return [
            "index": .integer(index), "url": isAddress ? .string("https://images.example/\(index).png") : nil,
            "b64_json": isAddress ? nil : .string(Self.pixel), "revised_prompt": prompt.map(JSONValue.string),
        ]
    }

    private var usage: JSONValue {
        [
            "input_tokens": 8, "output_tokens": .integer(16 * count), "total_tokens": .integer(8 + 16 * count),
            "input_tokens_details": ["text_tokens": 8, "image_tokens": 0],
        ]
    }

    /// Names and data; new images end without `[DONE]`, edits on drop-in paths with it.
    private var events: MediaAnswer {
        let kind = request.kind
        let partial = max(0, request.integer("partial_images") ?? 0)
        var events = (0..<partial).map { event("\(kind).partial_image", partial: $0, chunk: $0) }
        events += (0..<count).map { event("\(kind).completed", partial: nil, chunk: partial + $0) }
        return MediaAnswer(
            body: .events(events, endsWithDone: kind == "image_edit" && request.flavour == .dropIn), pace: pace,
            flavour: request.flavour)
    }

    private func event(_ type: String, partial: Int?, chunk: Int) -> MediaAnswer.Event {
        MediaAnswer.Event(
            name: type,
            data: [
                "type": .string(type), "partial_image_index": partial.map(JSONValue.integer),
                "sequence_number": .integer(chunk), "b64_json": .string(Self.pixel),
                "created_at": .integer(Self.created), "size": request.body["size"], "output_format": "png",
                "usage": partial == nil ? usage : nil, "extra_fields": extraFields(chunk),
            ])
    }

    /// A PNG of one pixel.
    static let pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
}
