internal import CLinux

/// Where the memory is that the bytes of each socket pass through.
///
/// With thousands of streams no cache holds it, and a chunk that comes alone would wait for one line of it after the
/// other. The processor is told of all of them before libcurl is called, and gets them while the system copies the bytes.
///
/// Nothing is kept alive, and nothing is read here: the processor passes over an address that has become wrong.
@safe
struct TransferMemory {
    /// Where what makes up one transfer is; all zero where there is none.
    private struct Addresses {
        var active: UInt = 0
        var transfer: UInt = 0
        var handle: UInt = 0
        var libcurl: UInt = 0
    }

    // How large each of it is, in bytes; libcurl's part about: to ask for more does no harm, and what is left out is
    // waited for. Written down, since asking the heap for each socket took 3 % of a lone chunk.
    static let activeSize = 752
    static let transferSize = 792
    static let handleSize = 105
    private static let libcurlSize = 5 << 10

    /// By descriptor, which the kernel keeps low.
    private var addresses: [Addresses] = []

    /// A transfer has a socket to itself.
    mutating func note(_ active: ActiveTransfer, on descriptor: Int32) {
        guard let easy = active.easy else { return }
        let missing = Int(descriptor) + 1 - addresses.count
        if missing > 0 { addresses.append(contentsOf: repeatElement(Addresses(), count: missing)) }
        addresses[Int(descriptor)] = Addresses(
            active: Self.address(of: active), transfer: Self.address(of: active.transfer),
            handle: Self.address(of: easy), libcurl: unsafe UInt(bitPattern: easy.pointer))
    }

    /// The socket is closed, or no longer one transfer's alone.
    mutating func forget(_ descriptor: Int32) {
        if addresses.indices.contains(Int(descriptor)) { addresses[Int(descriptor)] = Addresses() }
    }

    /// Asks for the memory of the transfer whose socket is about to be read.
    func prefetch(_ descriptor: Int32) {
        guard addresses.indices.contains(Int(descriptor)) else { return }
        let known = addresses[Int(descriptor)]
        guard known.active != 0 else { return }
        clinux_prefetch(known.active, Self.activeSize)
        clinux_prefetch(known.transfer, Self.transferSize)
        clinux_prefetch(known.handle, Self.handleSize)
        clinux_prefetch(known.libcurl, Self.libcurlSize)
    }

    private static func address(of object: AnyObject) -> UInt {
        unsafe UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque())
    }
}
