import System

/// Bytes from and to a client, plain or under TLS. Used by one thread; its socket may be shut down by any.
protocol ByteStream: AnyObject {
  var socket: Socket { get }

  /// `TLSv1.3`; empty without TLS.
  var tlsVersion: String { get }

  /// Bytes that have come and that the socket does not show any more.
  var hasBufferedBytes: Bool { get }

  /// Puts the next bytes at the start of `memory`; gives their number, 0 at the end.
  func receive(into memory: UnsafeMutableRawBufferPointer) -> Int

  /// Sends all of it. False where nobody is there any more.
  func send(_ bytes: [UInt8]) -> Bool

  /// Says goodbye and ends the connection.
  func close()
}

extension ByteStream {
  /// Puts the next bytes behind those of `buffer`; gives their number, 0 at the end.
  func receive(into buffer: inout [UInt8], atMost count: Int) -> Int {
    withUnsafeTemporaryAllocation(byteCount: count, alignment: 16) { memory in
      let received = receive(into: memory)
      buffer += memory[..<received]
      return received
    }
  }

  /// Whether there is something to receive, or the end, within so many milliseconds; nil waits for ever.
  func waitToReceive(milliseconds: Int?) -> Bool {
    hasBufferedBytes || socket.waitToReceive(milliseconds: milliseconds)
  }
}

/// A connection without TLS.
final class PlainStream: ByteStream {
  let socket: Socket

  init(_ socket: Socket) { self.socket = socket }

  var tlsVersion: String { "" }
  var hasBufferedBytes: Bool { false }

  func receive(into memory: UnsafeMutableRawBufferPointer) -> Int { socket.receive(into: memory) }
  func send(_ bytes: [UInt8]) -> Bool { socket.send(bytes) }
  func close() { socket.shutDown() }
}
