import System

/// A TLS connection over a socket, used by one thread.
final class TLSStream: ByteStream {
  private let connection: OpenSSL.Object
  private let openSSL: OpenSSL
  let socket: Socket

  /// Takes the connection over.
  init(_ connection: OpenSSL.Object, _ socket: Socket, _ openSSL: OpenSSL) {
    self.connection = connection
    self.socket = socket
    self.openSSL = openSSL
  }

  deinit { openSSL.sslFree(connection) }

  var tlsVersion: String { openSSL.sslGetVersion(connection).map { String(cString: $0) } ?? "" }

  var hasBufferedBytes: Bool { openSSL.sslPending(connection) > 0 }

  func receive(into buffer: inout [UInt8], atMost count: Int) -> Int {
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: count))
    let received = buffer.withUnsafeMutableBytes { memory in
      memory.baseAddress.map { Int(openSSL.sslRead(connection, $0 + start, Int32(clamping: count))) } ?? 0
    }
    buffer.removeLast(count - max(0, received))
    return max(0, received)
  }

  func send(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { memory in
      var offset = 0
      while offset < memory.count, let start = memory.baseAddress {
        let count = Int32(clamping: memory.count - offset)
        let sent = openSSL.sslWrite(connection, start + offset, count)
        guard sent > 0 else { return false }
        offset += Int(sent)
      }
      return true
    }
  }

  func close() {
    _ = openSSL.sslShutdown(connection)
    socket.shutDown()
  }
}
