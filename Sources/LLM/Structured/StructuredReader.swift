/// Reads a streamed answer as it comes; it is used by one task at a time.
struct StructuredReader<Value: Decodable & Sendable> {
    private enum State {
        case waiting
        case reading(ChatStream.Iterator, AnswerPlan<Value>, AnswerReader)
        case ended
    }

    private let call: StructuredCall<Value>
    private var state = State.waiting
    private var accumulator = ChatAccumulator()
    /// What the stream came to.
    private(set) var result: StructuredResponse<Value>?

    init(_ call: StructuredCall<Value>) { self.call = call }

    /// Returns the JSON when more of it is known, at last as a whole; nil after that.
    ///
    /// An error ends the reading.
    mutating func next(isolation actor: isolated (any Actor)?) async throws -> PartialView? {
        if case .waiting = state {
            state = .ended
            let (plan, iterator) = try call.begin()
            state = .reading(iterator, plan, AnswerReader(plan.options))
        }
        guard case .reading(var iterator, let plan, var reader) = state else { return nil }
        state = .ended
        while let chunk = try await iterator.next(isolation: actor) {
            guard try add(chunk, to: &reader, plan), let view = PartialView(reader.tree) else { continue }
            guard let root = plan.root(of: view) else { continue }
            state = .reading(iterator, plan, reader)
            return root
        }
        return try readWhole(plan)
    }

    /// Ends the reading, because something in the answer is not as it should be.
    mutating func end(with problem: AnswerProblem) -> StructuredOutputError {
        state = .ended
        return call.failure(problem, response)
    }

    /// Returns whether more of the JSON is known.
    private mutating func add(
        _ chunk: ChatChunk, to reader: inout AnswerReader, _ plan: AnswerPlan<Value>
    ) throws -> Bool {
        let pieces = chunk.choices.filter { $0.index == 0 }.flatMap { plan.pieces(of: accumulator.effective($0)) }
        accumulator.add(chunk)
        var isMore = false
        do throws(AnswerProblem) {
            for piece in pieces where try reader.add(piece) { isMore = true }
        } catch {
            throw call.failure(error, response)
        }
        return isMore
    }

    private mutating func readWhole(_ plan: AnswerPlan<Value>) throws -> PartialView {
        let response = response
        call.ended(with: response)
        do throws(AnswerProblem) {
            let (value, view) = try plan.answer(in: response)
            result = StructuredResponse(value: value, responses: [response])
            return view
        } catch {
            throw call.failure(error, response)
        }
    }

    private var response: ChatResponse {
        var response = accumulator.response()
        response.metadata = call.metadata
        return response
    }
}

extension AnswerPlan {
    /// The pieces of the JSON in a delta.
    fileprivate func pieces(of delta: ChoiceDelta) -> [String] {
        options.mode == .tool && !delta.toolCalls.isEmpty ? delta.toolCalls.map(\.arguments) : [delta.text]
    }
}
