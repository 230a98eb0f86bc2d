import Foundation
import HTTPTransport
import TestSupport
import Testing

@testable import CurlTransport

@Suite("A body on its way to libcurl")
struct UploadTests {
    private static let block = Upload.blockSize

    private func taken(_ upload: inout Upload, room: Int = 16 << 10) -> [UInt8]? {
        var space = [UInt8](repeating: 0, count: room)
        return space.withUnsafeMutableBytes { upload.take(into: $0) }.map { Array(space[..<$0]) }
    }

    private func asks(_ upload: inout Upload) -> Bool { upload.nextRead() != nil }

    @Test("bytes alone are taken in order, at once, and then it is at its end")
    func bytes() throws {
        var upload = try #require(Upload([.bytes([1, 2, 3]), .bytes([]), .bytes([4]), .bytes([5, 6])]))
        #expect(upload.size == 6)
        #expect(!asks(&upload))
        var all: [[UInt8]] = []
        while upload.left > 0 { all.append(try #require(taken(&upload, room: 2))) }
        #expect(all == [[1, 2], [3], [4], [5, 6]])
        #expect(taken(&upload) == [])
    }

    @Test("a file is asked for one block at a time, and two are in memory at most")
    func bound() throws {
        let file = try TemporaryFile(Pattern.bytes(4 * Self.block + 5))
        var upload = try #require(Upload([.file(try BodyFile(file.path))]))
        #expect(taken(&upload) == nil)
        for offset in [0, Self.block] {
            let next = upload.nextRead()
            let read = try #require(next)
            #expect(read.offset == offset)
            #expect(!asks(&upload), "one is being read already")
            upload.blockRead(try read.file.read(read.count, at: read.offset))
        }
        #expect(!asks(&upload))
        #expect(upload.buffered == 2 * Self.block)
        #expect(taken(&upload, room: Self.block - 1)?.count == Self.block - 1)
        #expect(!asks(&upload))
        #expect(taken(&upload, room: 1)?.count == 1)
        let next = upload.nextRead()
        #expect(next?.offset == 2 * Self.block)
    }

    @Test("pieces keep their order, however much is taken at a time", arguments: [1000, 16 << 10, 1 << 20])
    func order(_ room: Int) throws {
        let bytes = Pattern.bytes(2 * Self.block + 1)
        let file = try TemporaryFile(bytes)
        let opened = Upload.Piece.file(try BodyFile(file.path))
        var upload = try #require(Upload([.bytes([7, 8]), opened, .bytes([9]), opened, opened, .bytes([1])]))
        var all: [UInt8] = []
        while upload.left > 0 {
            if let more = taken(&upload, room: room) { all += more }
            if let read = upload.nextRead() {
                upload.blockRead(try read.file.read(read.count, at: read.offset))
            }
        }
        #expect(all == [7, 8] + bytes + [9] + bytes + bytes + [1])
    }

    @Test("a small body is handed over whole, others bit by bit, and no bytes are no upload")
    func prepared() throws {
        let empty = try TemporaryFile([])
        let small = try PreparedBody(HTTPRequestBody(pieces: [.bytes([1]), .bytes([2])]))
        let large = try PreparedBody(HTTPRequestBody(Pattern.bytes(64 << 10)))
        let nothing = try PreparedBody(HTTPRequestBody(pieces: [.file(path: empty.path), .bytes([])]))
        #expect(small.size == 2 && large.size == 64 << 10 && nothing.size == 0)
        guard case .whole([1, 2]) = small, case .upload = large, case .whole([]) = nothing else {
            Issue.record("\(small), \(large), \(nothing)")
            return
        }
    }
}
