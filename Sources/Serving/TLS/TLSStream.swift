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

  func receive(into memory: UnsafeMutableRawBufferPointer) -> Int {
    guard let start = memory.baseAddress else { return 0 }
    return max(0, Int(openSSL.sslRead(connection, start, Int32(clamping: memory.count))))
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
