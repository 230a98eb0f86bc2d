import CurlTransport
import Glibc
import HTTPTransport

/// Which of the transport's descriptors a child process has that is started while streams are open.
@Sendable func inheritedDescriptors(_ input: ProbeInput) async throws -> Findings {
    let transport = try input.transport()
    let streams = try await transport.open(input.request(), count: input.count)
    let own = ProcessTable.descriptors(of: getpid())
    let ownSockets = Set(own.filter { isInternetSocket($0.key) }.values)
    let child = try spawnSleep()
    let inherited = ProcessTable.descriptors(of: child).values
    kill(child, SIGKILL)
    waitpid(child, nil, 0)
    await transport.shutdown(.immediate)
    return [
        "streams": streams.count,
        "ownSockets": ownSockets.count,
        "ownLoopDescriptors": own.values.count(where: isLoopDescriptor),
        "childDescriptors": inherited.count,
        "childSockets": inherited.count(where: ownSockets.contains),
        "childLoopDescriptors": inherited.count(where: isLoopDescriptor),
    ]
}

/// libcurl's wake-up pair is a local socket: it is inherited too before 8.19, and does no harm.
private func isInternetSocket(_ descriptor: Int32) -> Bool {
    var domain: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0 && domain == AF_INET
}

private func isLoopDescriptor(_ target: String) -> Bool {
    target == "anon_inode:[eventpoll]" || target == "anon_inode:[eventfd]"
}

/// A child that inherits whatever is not closed on `exec`, and does nothing.
private func spawnSleep() throws -> pid_t {
    var child = pid_t()
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("60"), nil]
    defer { for argument in arguments { free(argument) } }
    guard posix_spawnp(&child, "sleep", nil, nil, &arguments, environ) == 0 else { throw ProbeError.notSpawned }
    return child
}
