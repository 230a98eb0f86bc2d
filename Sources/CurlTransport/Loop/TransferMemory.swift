internal import CLinux

/// Where the memory is that the bytes of each socket pass through.
///
/// With thousands of streams no cache holds it, and a chunk that comes alone would wait for one line of it after the
/// other. The processor is told of all of them before libcurl is called, and gets them while the system copies the bytes.
///
/// Nothing is kept alive, and nothing is read here: the processor passes over an address that has become wrong.
@safe
struct TransferMemory {
    /// What one transfer is made of; as large as a line of the cache.
    private struct Blocks {
        var active = Block()
        var transfer = Block()
        var handle = Block()
        var libcurl = Block()
    }

    private struct Block {
        var address: UInt = 0
        /// In bytes; zero when there is nothing.
        var size = 0

        init() {}

        init(_ object: AnyObject) {
            let pointer = unsafe Unmanaged.passUnretained(object).toOpaque()
            unsafe self.init(pointer, size: clinux_block_size(pointer))
        }

        init(_ pointer: UnsafeMutableRawPointer, size: Int) {
            address = UInt(bitPattern: pointer)
            self.size = size
        }

        func prefetch() { clinux_prefetch(address, size) }
    }

    /// About as much as libcurl has for one transfer, in all releases.
    private static let libcurlSize = 5 << 10

    /// By descriptor, which the kernel keeps low.
    private var blocks: [Blocks] = []

    /// A transfer has a socket to itself.
    mutating func note(_ active: ActiveTransfer, on descriptor: Int32) {
        guard let easy = active.easy else { return }
        let missing = Int(descriptor) + 1 - blocks.count
        if missing > 0 { blocks.append(contentsOf: repeatElement(Blocks(), count: missing)) }
        blocks[Int(descriptor)] = Blocks(
            active: Block(active), transfer: Block(active.transfer), handle: Block(easy),
            libcurl: unsafe Block(easy.pointer, size: Self.libcurlSize))
    }

    /// The socket is closed, or no longer one transfer's alone.
    mutating func forget(_ descriptor: Int32) {
        if blocks.indices.contains(Int(descriptor)) { blocks[Int(descriptor)] = Blocks() }
    }

    /// Asks for the memory of the transfer whose socket is about to be read.
    func prefetch(_ descriptor: Int32) {
        guard blocks.indices.contains(Int(descriptor)) else { return }
        let blocks = blocks[Int(descriptor)]
        blocks.active.prefetch()
        blocks.transfer.prefetch()
        blocks.handle.prefetch()
        blocks.libcurl.prefetch()
    }
}
