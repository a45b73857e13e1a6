import Synchronization

/// A TCP connection. One thread reads and writes it; any thread may shut it down.
package final class Socket: Sendable {
  /// Open for the life of this object.
  package let descriptor: Int32

  package init(taking descriptor: Int32) { self.descriptor = descriptor }

  /// Throws what the system says where nobody listens, or where nobody answered within so many seconds.
  package convenience init(connectingTo address: SocketAddress, timeout seconds: Int? = nil) throws(SystemError) {
    let descriptor = try SocketCalls.open(address.family)
    do {
      if let seconds { SocketCalls.setSendTimeout(descriptor, seconds: seconds) }
      try SocketCalls.connect(descriptor, to: address)
      if seconds != nil { SocketCalls.setSendTimeout(descriptor, seconds: 0) }
    } catch {
      SocketCalls.close(descriptor)
      throw error
    }
    self.init(taking: descriptor)
  }

  deinit { SocketCalls.close(descriptor) }

  /// Puts the next bytes behind those of `buffer`; gives their number, 0 at the end or where the connection is broken.
  package func receive(into buffer: inout [UInt8], atMost count: Int = 1 << 16) -> Int {
    withUnsafeTemporaryAllocation(byteCount: count, alignment: 16) { memory in
      let received = receive(into: memory)
      buffer += memory[..<received]
      return received
    }
  }

  /// Puts the next bytes at the start of `memory`; gives their number, 0 at the end or where the connection is broken.
  package func receive(into memory: UnsafeMutableRawBufferPointer) -> Int {
    SocketCalls.receive(descriptor, into: memory) ?? 0
  }

  /// Sends all of it. False where the connection is broken.
  package func send(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.withContiguousStorageIfAvailable { sendAll(UnsafeRawBufferPointer($0)) }
      ?? Array(bytes).withUnsafeBytes { sendAll($0) }
  }

  private func sendAll(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      guard let count = SocketCalls.send(descriptor, rest) else { return false }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return true
  }

  /// Whether there is something to receive, or the end, within so many milliseconds; nil waits for ever.
  package func waitToReceive(milliseconds: Int?) -> Bool {
    SocketCalls.waitToRead(descriptor, milliseconds: milliseconds.map { Int32(clamping: $0) } ?? -1)
  }

  /// Who is at the other end; nil where nobody is any more.
  package var peer: SocketAddress? { SocketCalls.peer(of: descriptor) }

  /// Whether the other side is gone.
  package var hasHungUp: Bool { SocketCalls.hasHungUp(descriptor) }

  /// Receives nothing more: who waits for that gets its end, and may still send.
  package func shutDownReceiving() { SocketCalls.shutDownReceiving(descriptor) }

  /// Ends the connection for both sides; who waits for it gets its end.
  package func shutDown() { SocketCalls.shutDown(descriptor) }
}

/// A TCP port that is listened on.
package final class ListeningSocket: Sendable {
  private let descriptor: Int32
  /// With the port the system chose, where port 0 was asked for.
  package let address: SocketAddress

  /// Throws what the system says, `isInUse` for an address that somebody else has.
  package init(at wanted: SocketAddress) throws(SystemError) {
    let descriptor = try SocketCalls.open(wanted.family)
    do {
      try SocketCalls.listen(descriptor, at: wanted)
    } catch {
      SocketCalls.close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    var address = wanted
    address.port = SocketCalls.port(of: descriptor)
    self.address = address
  }

  deinit { SocketCalls.close(descriptor) }

  /// Listens on several addresses. Port 0 takes a free one, the same for all; a machine without IPv6 is served on IPv4.
  ///
  /// Throws what the system says of the first that cannot be had.
  package static func listen(at addresses: [SocketAddress]) throws(SystemError) -> [ListeningSocket] {
    var listeners: [ListeningSocket] = []
    for var address in addresses {
      if address.port == 0, let port = listeners.first?.address.port { address.port = port }
      do { listeners.append(try ListeningSocket(at: address)) } catch {
        if listeners.isEmpty || address.family == .v4 { throw error }
      }
    }
    return listeners
  }

  /// Waits for the next connection; nil after `shutDown`.
  package func accept() -> Socket? { SocketCalls.accept(descriptor).map(Socket.init(taking:)) }

  /// Nobody is accepted any more.
  package func shutDown() { SocketCalls.shutDown(descriptor) }
}

extension SystemError {
  package var isInUse: Bool { code == SocketCalls.addressInUse }
}
