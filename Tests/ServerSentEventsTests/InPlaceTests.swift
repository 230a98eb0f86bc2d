import ServerSentEvents
import Testing

@Suite("Reading events in place", .timeLimit(.minutes(5)))
struct InPlaceTests {
    @Test("agrees with taking them as values", arguments: try EventStreamVector.all())
    func agreement(vector: EventStreamVector) throws {
        for chunks in Cutting.all(vector.input) {
            var values = EventStreamParser()
            var inPlace = EventStreamParser()
            for chunk in chunks {
                values.append(Array(chunk))
                inPlace.append(Array(chunk))
                while let value = try values.next() {
                    #expect(try inPlace.advance())
                    #expect(Self.texts(of: inPlace) == [value.type, value.data])
                    #expect(inPlace.lastEventID == value.id)
                    #expect(Self.texts(of: values) == [value.type, value.data])
                }
                #expect(try !inPlace.advance())
            }
        }
    }

    private static func texts(of parser: EventStreamParser) -> [String] {
        parser.withCurrentEvent { type, data in [text(of: type), text(of: data)] }
    }

    private static func text(of bytes: Span<UInt8>) -> String {
        String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }

    @Test("gives the bytes as they came, valid or not")
    func rawBytes() throws {
        var parser = EventStreamParser()
        parser.append(Array("event: ".utf8) + [0xFF, 0x0A] + Array("data: ".utf8) + [0xC3, 0x0A, 0x0A])
        #expect(try parser.advance())
        parser.withCurrentEvent { type, data in
            #expect(type.count == 1 && type[0] == 0xFF)
            #expect(data.count == 1 && data[0] == 0xC3)
        }
    }

    @Test("passes the body's error on")
    func bodyThrows() throws {
        struct Refusal: Error {}
        var parser = EventStreamParser()
        parser.append(Array("data: x\n\ndata: y\n\n".utf8))
        #expect(try parser.advance())
        #expect(throws: Refusal.self) { try parser.withCurrentEvent { _, _ in throw Refusal() } }
        #expect(try parser.next() == event("y"))
    }

    @Test("A copy goes its own way")
    func copies() throws {
        var parser = EventStreamParser()
        parser.append(Array("data: a\ndata: b\n".utf8))
        #expect(try parser.next() == nil)
        var copy = parser
        parser.append(Array("\n".utf8))
        copy.append(Array("data: c\n\n".utf8))
        #expect(try parser.next() == event("a\nb"))
        #expect(try copy.next() == event("a\nb\nc"))
    }
}
