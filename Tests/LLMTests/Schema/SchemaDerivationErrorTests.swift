import LLM
import Testing

@Suite("A type from which no schema can be derived is named")
struct SchemaDerivationErrorTests {
    /// Takes no zero.
    struct Positive: Codable {
        var value: Int

        init(from decoder: any Decoder) throws {
            value = try decoder.singleValueContainer().decode(Int.self)
            guard value > 0 else {
                throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "not positive"))
            }
        }
    }

    struct Outer: Codable { var list: [Inner] }
    struct Inner: Codable { var number: Positive }

    final class Endless: Codable { var me: Endless? = nil; var other: Other }
    final class Other: Codable { var back: Endless }

    enum Undecodable: Decodable {
        case a
        init(from decoder: any Decoder) throws { throw CancellationError() }
    }

    private func error<T: Decodable>(of type: T.Type) -> LLMError? {
        #expect(throws: LLMError.self) { try JSONSchema(of: type) }
    }

    @Test func thePlaceAndTheWayOutAreNamed() {
        let error = error(of: Outer.self)
        #expect(error?.code == .configuration)
        #expect(
            error?.message
                == "no schema can be derived from Positive at list.[].number: its init(from:) refuses placeholders (not "
                + "positive); give it an example with SchemaDescribed, or a schema by hand with SchemaProviding")
        #expect(error?.cause is DecodingError)
    }

    @Test func aTypeThatNeedsItselfWithoutEndIsRefused() {
        let error = error(of: Endless.self)
        #expect(error?.code == .configuration)
        #expect(error?.message.contains("each value contains another one without end") == true)
    }

    @Test func whateverATypeThrowsIsTheCause() {
        #expect(error(of: Undecodable.self)?.cause is CancellationError)
        #expect(error(of: Undecodable.self)?.message.contains("Undecodable") == true)
    }

    @Test func anExampleMakesItPossible() throws {
        struct Described: Codable, SchemaDescribed {
            var number: Positive

            static func describe(_ schema: inout SchemaDescription<Described>) { schema[\.number].examples = [7] }
        }
        let schema = try JSONSchema(of: Described.self)
        #expect(schema.value["properties"] == ["number": ["type": "integer", "examples": [7]]])
    }
}
