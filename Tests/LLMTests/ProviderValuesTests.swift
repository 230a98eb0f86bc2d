import LLM
import Testing

struct ProviderValuesTests {
    private struct Colour: Hashable { var name: String }
    private struct Size: Hashable { var width: Int }

    @Test func keepsOneValueOfEachType() {
        var options = GenerateOptions()
        #expect(options[Colour.self] == nil)
        options[Colour.self] = Colour(name: "red")
        options[Size.self] = Size(width: 3)
        options[Colour.self] = Colour(name: "blue")
        #expect(options[Colour.self] == Colour(name: "blue"))
        #expect(options[Size.self] == Size(width: 3))
        options[Colour.self] = nil
        #expect(options[Colour.self] == nil)
    }

    @Test func isPartOfEquality() {
        var one = GenerateOptions(temperature: 0.5)
        var other = one
        one[Colour.self] = Colour(name: "red")
        one[Size.self] = Size(width: 3)
        #expect(one != other)
        other[Size.self] = Size(width: 3)
        #expect(one != other)
        other[Colour.self] = Colour(name: "green")
        #expect(one != other)
        other[Colour.self] = Colour(name: "red")
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        one[Colour.self] = nil
        one[Size.self] = nil
        #expect(one == GenerateOptions(temperature: 0.5))
    }

    @Test func isPartOfMetadata() {
        var metadata = ResponseMetadata(status: 200)
        metadata[Size.self] = Size(width: 1)
        #expect(metadata[Size.self]?.width == 1)
        #expect(metadata != ResponseMetadata(status: 200))
    }
}
