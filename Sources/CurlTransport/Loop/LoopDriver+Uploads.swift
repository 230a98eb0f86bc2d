internal import HTTPTransport

/// Bodies that are read from files while they are sent.
extension LoopDriver {
    /// Has the blocks read that uploads asked for: elsewhere, since a disk may take its time.
    func readBlocks() {
        for (transfer, read) in blocksToRead {
            Task {
                let block = Result { () throws(HTTPTransportError) in try read.file.read(read.count, at: read.offset) }
                transfer.mailbox.post(.feed(transfer, block))
            }
        }
        blocksToRead.removeAll(keepingCapacity: true)
    }

    /// A block is there: libcurl goes on if it has waited for it.
    func feed(_ transfer: Transfer, _ block: Result<[UInt8], HTTPTransportError>) {
        guard let active = find(transfer), !active.isEnded else { return }
        switch block {
        case .failure(let error): end(active, .failed(error))
        case .success(let bytes):
            active.upload?.blockRead(bytes)
            // While the reader is behind, nothing is let go on; its own resumption asks for the body again.
            guard active.isStarved, !active.isPaused else { return }
            active.easy?.resume()
            absorbRequests()
        }
    }
}
