import Columnar
import Planning
import SQLTypes
import Sessions
import System

/// How rows are written for people and programs: one format a file.
enum ResultFormat: String, CaseIterable {
  case table, csv, tsv, json, markdown

  /// The whole text of a result's rows, with their names where the format has a place for them.
  /// `null` stands for NULL in CSV and TSV. On a terminal no format has anything in it that the terminal would obey.
  func text(_ columns: [OutputColumn], _ result: StatementResult, null: String = "\\N") -> String {
    let text = written(columns, TextRows(columns, result.batches, style: result.textStyle), null)
    return self == .table || !StandardStream.output.isTerminal ? text : TerminalText.block(text)
  }

  private func written(_ columns: [OutputColumn], _ rows: TextRows, _ null: String) -> String {
    switch self {
    case .table: TableFormat.text(columns, rows)
    case .csv: DelimitedFormat.text(columns, rows, delimiter: ",", null: null)
    case .tsv: DelimitedFormat.text(columns, rows, delimiter: "\t", null: null)
    case .json: JSONFormat.text(columns, rows)
    case .markdown: MarkdownFormat.text(columns, rows)
    }
  }
}

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
