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
        return try end(plan)
    }

    /// Returns whether more of the JSON is known.
    private mutating func add(
        _ chunk: ChatChunk, to reader: inout AnswerReader, _ plan: AnswerPlan<Value>
    ) throws -> Bool {
        var isMore = false
        do throws(AnswerProblem) {
            for delta in chunk.choices where delta.index == 0 {
                for piece in plan.pieces(of: accumulator.effective(delta)) where try reader.add(piece) { isMore = true }
            }
            accumulator.add(chunk)
        } catch {
            accumulator.add(chunk)
            throw failure(error, response, plan)
        }
        return isMore
    }

    private mutating func end(_ plan: AnswerPlan<Value>) throws -> PartialView {
        let response = response
        call.ended(with: response)
        do throws(AnswerProblem) {
            let (value, view) = try plan.answer(in: response)
            result = StructuredResponse(value: value, responses: [response])
            return view
        } catch {
            throw failure(error, response, plan)
        }
    }

    private var response: ChatResponse {
        var response = accumulator.response()
        response.metadata = call.metadata
        return response
    }

    private func failure(
        _ problem: AnswerProblem, _ response: ChatResponse, _ plan: AnswerPlan<Value>
    ) -> StructuredOutputError {
        StructuredOutputError(problem, text: plan.text(of: response), responses: [response])
    }
}

extension AnswerPlan {
    /// The pieces of the JSON in a delta.
    fileprivate func pieces(of delta: ChoiceDelta) -> [String] {
        options.mode == .tool && !delta.toolCalls.isEmpty ? delta.toolCalls.map(\.arguments) : [delta.text]
    }
}
