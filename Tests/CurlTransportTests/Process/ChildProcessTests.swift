import Foundation
import HTTPTransport
import TestSupport
import Testing

@testable import CurlTransport

@Suite("Child processes", .timeLimit(.minutes(5)), .disabled(if: Probe.isSanitized))
struct ChildProcessTests {
    private struct Descriptors: Decodable {
        var ownSockets: Int
        var ownLoopDescriptors: Int
        var childDescriptors: Int
        var childSockets: Int
        var childLoopDescriptors: Int
    }

    @Test("a child that runs another program inherits none of the transport's descriptors")
    func inheritsNothing() async throws {
        let server = RawServer.idle()
        defer { server.stop() }
        let findings: Descriptors = try await Probe.run("inherited-descriptors", server.url, count: 10)
        #expect(findings.ownSockets == 10)
        #expect(findings.ownLoopDescriptors >= 2)
        #expect(findings.childDescriptors >= 3)
        #expect(findings.childSockets == 0)
        #expect(findings.childLoopDescriptors == 0)
    }

    @Test("a child made by fork finds the transport shut down")
    func fork() throws {
        let mailbox = try Mailbox()
        let command = Command.shutDown(.immediate, whenDone: nil)
        // Swift hides it, since little of a process works after it.
        let symbol = try #require(dlsym(nil, "fork"))
        let fork = unsafeBitCast(symbol, to: (@convention(c) () -> pid_t).self)
        let child = fork()
        if child == 0 { _exit(mailbox.post(command) ? 1 : 0) }
        var status: Int32 = -1
        #expect(waitpid(child, &status, 0) == child)
        #expect(status == 0)
        #expect(mailbox.post(command))
    }
}
