/// The process's standard streams. What is written goes out at once; a reader that went away is no error of ours.
package enum StandardStream: Int32, Sendable {
  case input = 0
  case output = 1
  case error = 2

  package var isTerminal: Bool { SystemCalls.isTerminal(rawValue) }

  /// Writes all of `text`. False when nobody reads any more.
  @discardableResult
  package func write(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
  }

  private func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      guard let count = try? SystemCalls.writeStream(rawValue, rest) else { return false }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return true
  }

  /// The next bytes of standard input; nil at its end, empty when a signal came first.
  package static func read() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = bytes.withUnsafeMutableBytes { SystemCalls.readStream(StandardStream.input.rawValue, into: $0) }
    guard let count else { return [] }
    return count == 0 ? nil : Array(bytes.prefix(count))
  }

  /// All of standard input as text; nil when a signal came first.
  package static func readText() -> String? {
    var bytes: [UInt8] = []
    while let more = read() {
      guard !more.isEmpty else { return nil }
      bytes += more
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
