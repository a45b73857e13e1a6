/// What a signal handler can ring and a thread can wait for: a pipe, which lives as long as the process.
package struct SignalBell: Sendable {
  private let input: Int32
  private let output: Int32

  /// Errors: the system's, where it gives no pipe.
  package init() throws(SystemError) { (input, output) = try SystemCalls.makePipe() }

  /// Safe in a signal handler.
  package func ring() { SystemCalls.writeByte(output) }

  /// Returns when it has rung.
  package func wait() {
    var byte: UInt8 = 0
    withUnsafeMutableBytes(of: &byte) { bytes in
      // nil: a signal came first.
      while SystemCalls.readStream(input, into: bytes) == nil {}
    }
  }
}
