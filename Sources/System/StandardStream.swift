import Synchronization

/// The process's standard streams. What is written goes out at once; a reader that went away is no error of ours.
package enum StandardStream: Int32, Sendable {
  case input = 0
  case output = 1
  case error = 2

  private static let firstFault = Mutex<SystemError?>(nil)

  /// Why standard output could not be written, once it could not: a full disk, say. A closed pipe is none.
  package static var fault: SystemError? { firstFault.withLock { $0 } }

  package var isTerminal: Bool { SystemCalls.isTerminal(rawValue) }

  /// Writes all of `text`. False when nobody reads any more.
  @discardableResult
  package func write(_ text: String) -> Bool {
    do {
      try SystemCalls.writeAll(rawValue, text)
      return true
    } catch {
      if self == .output, error.code != SystemCalls.brokenPipe {
        Self.firstFault.withLock { fault in fault = fault ?? error }
      }
      return false
    }
  }

  /// The next bytes of standard input; nil at its end, empty when a signal came first.
  package static func read() -> [UInt8]? { read(from: StandardStream.input.rawValue) }

  /// All of standard input; nil when a signal came first.
  package static func readAll() -> [UInt8]? { readAll(from: StandardStream.input.rawValue) }

  static func readAll(from stream: Int32) -> [UInt8]? {
    var bytes: [UInt8] = []
    while let more = read(from: stream) {
      guard !more.isEmpty else { return nil }
      bytes += more
    }
    return bytes
  }

  /// What is typed up to the end of a line; nil at the input's end, and when a signal came first.
  package static func readLine(from stream: Int32) -> String? {
    var bytes: [UInt8] = []
    while let more = read(from: stream), !more.isEmpty {
      bytes += more
      guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { continue }
      return String(decoding: bytes[..<end], as: UTF8.self)
    }
    return nil
  }

  private static func read(from stream: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = bytes.withUnsafeMutableBytes { SystemCalls.readStream(stream, into: $0) }
    guard let count else { return [] }
    return count == 0 ? nil : Array(bytes.prefix(count))
  }
}

extension FilePath {
  /// All that a pipe or a device gives; nil when a signal came first.
  package func readStream() throws(SystemError) -> [UInt8]? {
    let stream = try withPath(SystemCalls.openToRead)
    defer { SystemCalls.closeFile(stream) }
    return StandardStream.readAll(from: stream)
  }
}
