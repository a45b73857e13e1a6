import Columnar
import SQLTypes

/// A result's values as SQL prints them, row by row; nil for NULL.
struct TextRows: Sequence {
  private let writers: [ValueWriter]
  private let widths: [Int]
  private let batches: [Batch]

  /// `padsChars`: whether a CHAR(n) has its n bytes, as drivers get it, or no blanks at its end.
  init(_ columns: [OutputColumn], _ batches: [Batch], style: TextStyle = .result, padsChars: Bool = false) {
    writers = columns.map { ValueWriter($0.type, style) }
    widths = columns.map { padsChars ? $0.type.charLength ?? 0 : 0 }
    self.batches = batches
  }

  var count: Int { batches.reduce(0) { $0 + $1.count } }

  func makeIterator() -> AnyIterator<[String?]> {
    let writers = Array(zip(self.writers, widths))
    var rest = batches[...]
    var row = 0
    return AnyIterator {
      while let batch = rest.first, row >= batch.count {
        rest.removeFirst()
        row = 0
      }
      guard let batch = rest.first else { return nil }
      defer { row += 1 }
      return zip(writers, batch.columns).map { Self.padded($0.0.text($1.value(row)), to: $0.1) }
    }
  }

  private static func padded(_ text: String?, to width: Int) -> String? {
    guard let text, text.utf8.count < width else { return text }
    return text + String(repeating: " ", count: width - text.utf8.count)
  }
}
