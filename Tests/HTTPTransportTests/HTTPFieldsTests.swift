import HTTPTransport
import Testing

@Suite("Header fields")
struct HTTPFieldsTests {
    @Test("names are compared without regard to ASCII case, and only that")
    func names() {
        var fields = HTTPFields([.init(name: "Content-Type", value: "a"), .init(name: "X-Two", value: "1")])
        fields.append(name: "x-two", value: "2")
        #expect(fields["content-TYPE"] == "a")
        #expect(fields["X-TWO"] == "1")
        #expect(fields["content_type"] == nil)
        // U+212A folds to k in Unicode; a field name is ASCII.
        #expect(HTTPFields([.init(name: "\u{212A}", value: "a")])["k"] == nil)
    }

    @Test("setting replaces all fields of the name, nil removes them")
    func setting() {
        var fields = HTTPFields([.init(name: "A", value: "1"), .init(name: "B", value: "2"), .init(name: "a", value: "3")])
        fields["a"] = "4"
        #expect(fields.all.map(\.value) == ["2", "4"])
        fields["B"] = nil
        #expect(fields.all.map(\.name) == ["a"])
    }

    @Test("a description shows names alone")
    func description() {
        let fields = HTTPFields([.init(name: "Authorization", value: "Bearer sk-secret")])
        #expect("\(fields)" == "Authorization")
        #expect(!"\(fields.all)".contains("sk-secret"))
    }
}
