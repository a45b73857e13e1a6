import Columnar
import SQLTypes

/// A result's values as SQL prints them, row by row; nil for NULL.
struct TextRows: Sequence {
  private let writers: [ValueWriter]
  private let batches: [Batch]

  init(_ columns: [OutputColumn], _ batches: [Batch], style: TextStyle = .result) {
    writers = columns.map { ValueWriter($0.type, style) }
    self.batches = batches
  }

  var count: Int { batches.reduce(0) { $0 + $1.count } }

  func makeIterator() -> AnyIterator<[String?]> {
    let writers = self.writers
    var rest = batches[...]
    var row = 0
    return AnyIterator {
      while let batch = rest.first, row >= batch.count {
        rest.removeFirst()
        row = 0
      }
      guard let batch = rest.first else { return nil }
      defer { row += 1 }
      return zip(writers, batch.columns).map { $0.text($1.value(row)) }
    }
  }
}
