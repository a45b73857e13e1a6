import Columnar
import Planning
import SQLTypes
import Sessions

/// How rows are written for people and programs: one format a file.
enum ResultFormat: String, CaseIterable {
  case table, csv, tsv, json, markdown

  /// The whole text of a result's rows, with their names where the format shows them.
  func text(_ columns: [OutputColumn], _ batches: [Batch]) -> String {
    switch self {
    case .table: TableFormat.text(columns, TextRows(columns, batches))
    case .csv: DelimitedFormat.text(columns, TextRows(columns, batches), delimiter: ",")
    case .tsv: DelimitedFormat.text(columns, TextRows(columns, batches), delimiter: "\t")
    case .json: JSONFormat.text(columns, TextRows(columns, batches))
    case .markdown: MarkdownFormat.text(columns, TextRows(columns, batches))
    }
  }
}

/// A result's values as SQL prints them, row by row; nil for NULL.
struct TextRows: Sequence {
  private let types: [DataType]
  private let batches: [Batch]

  init(_ columns: [OutputColumn], _ batches: [Batch]) {
    types = columns.map(\.type)
    self.batches = batches
  }

  var count: Int { batches.reduce(0) { $0 + $1.count } }

  func makeIterator() -> AnyIterator<[String?]> {
    let types = self.types
    var rest = batches[...]
    var row = 0
    return AnyIterator {
      while let batch = rest.first, row >= batch.count {
        rest.removeFirst()
        row = 0
      }
      guard let batch = rest.first else { return nil }
      defer { row += 1 }
      return types.indices.map { ValueText.text(of: batch.columns[$0].value(row), type: types[$0]) }
    }
  }
}
