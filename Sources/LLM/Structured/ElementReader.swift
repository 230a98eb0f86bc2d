/// Reads the elements of a streamed list, each as soon as it is whole; it is used by one task at a time.
struct ElementReader<Element: Decodable & Sendable> {
    private var list: StructuredReader<[Element]>
    private let element: Result<SchemaReader<Element>, LLMError>
    /// The list as far as it is known.
    private var view: PartialView?
    /// How many elements have been returned.
    private var count = 0

    init(_ call: StructuredCall<[Element]>, _ element: Result<SchemaReader<Element>, LLMError>) {
        list = StructuredReader(call)
        self.element = element
    }

    /// Returns the next element, or nil after the list is whole.
    mutating func next(isolation actor: isolated (any Actor)?) async throws -> Element? {
        let schema = try element.get()
        while true {
            if let view, count < view.count, case let next = view.element(count), next.isComplete {
                count += 1
                return try read(next.json, schema)
            }
            guard let view = try await list.next(isolation: actor) else { return nil }
            self.view = view
        }
    }

    private mutating func read(_ json: JSONValue, _ schema: SchemaReader<Element>) throws -> Element {
        do throws(SchemaMismatch) {
            return try schema.read(json)
        } catch {
            throw list.end(with: AnswerProblem(error, element: count - 1))
        }
    }
}
