/// Looks into JSON texts, one after another: is it JSON, and what is at the end of this way?
///
/// Text is copied into a window that scanners may read past; the answers are slices of that window, which the next
/// `load` ends. Each question is one pass over the text, which is checked whole whatever is found in it.
/// Not thread-safe: one worker, one reader.
package final class JSONTextReader {
  let window = InputBuffer(capacity: 1 << 12)
  private let scratch = InputBuffer(capacity: 1 << 12)
  private(set) var scanner: JSONScanner?

  package init() {}

  /// Takes the text to ask about.
  package func load(_ text: UnsafeRawBufferPointer) {
    window.count = 0
    window.append(text)
    // A number ends before something.
    withUnsafeBytes(of: UInt8(0x0a)) { window.append($0) }
    scanner = JSONCursor(window.bytes).map { JSONScanner($0) }
  }

  /// The value in the text's object that `names` lead to, `missing` where there is none; nil where the text is no JSON
  /// object. Of two members of one name the last counts.
  package func member(at names: JSONMemberNames) -> FieldSlice? {
    var found = FieldSlice.missing
    let isWhole = readNested(UInt8(ascii: "{")) { scanner, start in
      scanner.scanObject(start, names, 0, into: &found, scratch)
    }
    return isWhole ? found : nil
  }

  /// The element of the text's array at `index`, from 0; `missing` where there is none, nil where the text is no JSON
  /// array.
  package func element(at index: Int) -> FieldSlice? {
    var found = FieldSlice.missing
    let count = readElements { if $0 == index { found = $1 } }
    return count == nil ? nil : found
  }

  /// nil where the text is no JSON array.
  package func elementCount() -> Int? { readElements { _, _ in } }

  package func isObject() -> Bool { readNested(UInt8(ascii: "{")) { $0.scanNested($1, depth: 0).end } }

  package func isArray() -> Bool { readNested(UInt8(ascii: "[")) { $0.scanNested($1, depth: 0).end } }

  /// A value as text: a string without quotes and escapes, all else as it is written. Valid until the next call.
  /// Errors: a surrogate without its pair.
  package func text(of value: FieldSlice) throws(JSONText.LoneSurrogate) -> UnsafeRawBufferPointer {
    let raw = UnsafeRawBufferPointer(rebasing: window.bytes[value.offset..<value.offset + value.length])
    guard value.kind == .string, value.hasEscapes else { return raw }
    return try scratch.unescaped(raw)
  }

  private func readElements(_ body: (Int, FieldSlice) -> Void) -> Int? {
    var count = 0
    let isWhole = readNested(UInt8(ascii: "[")) { $0.scanArray($1, &count, body) }
    return isWhole ? count : nil
  }

  /// Reads the object or array that the text must be: whether it is one, and nothing else.
  private func readNested(_ opening: UInt8, _ read: (inout JSONScanner, Int) -> Int) -> Bool {
    guard var scanner else { return false }
    let start = scanner.skipWhiteSpace(0)
    guard scanner.cursor.byte(start) == opening, start < scanner.cursor.limit else { return false }
    let end = read(&scanner, start)
    return end >= 0 && scanner.skipWhiteSpace(end) == window.count
  }
}

extension InputBuffer {
  /// The string without its escapes, in this buffer. Errors: a surrogate without its pair.
  func unescaped(_ string: UnsafeRawBufferPointer) throws(JSONText.LoneSurrogate) -> UnsafeRawBufferPointer {
    count = 0
    reserve(string.count)
    count = try JSONText.unescape(string, into: UnsafeMutableRawBufferPointer(rebasing: free[..<string.count]))
    return bytes
  }
}
