import Console
import SQLTypes
import Sessions
import System

/// How rows are written for people and programs: one format a file.
enum ResultFormat: String, CaseIterable {
  case table, csv, tsv, json, markdown

  /// A CHAR(n) has its n bytes where programs read it.
  var padsChars: Bool { self == .csv || self == .tsv || self == .json }

  /// `sample`: the first rows, or all. `null` stands for NULL in CSV and TSV.
  func makeWriter(_ columns: [OutputColumn], _ sample: TextRows, null: String) -> any RowWriter {
    switch self {
    case .table: TableFormat(columns, fitting: sample)
    case .csv: DelimitedFormat(columns, delimiter: ",", null: null)
    case .tsv: DelimitedFormat(columns, delimiter: "\t", null: null)
    case .json: JSONFormat(columns)
    case .markdown: MarkdownFormat(columns)
    }
  }

  /// The whole text of a result's rows, with their names where the format has a place for them.
  func text(_ columns: [OutputColumn], _ result: StatementResult, null: String = "\\N") -> String {
    let rows = TextRows(columns, result.batches, style: result.textStyle, padsChars: padsChars)
    return shown(makeWriter(columns, rows, null: null).text(rows))
  }

  /// On a terminal no format has anything in it that the terminal would obey.
  func shown(_ text: String) -> String {
    self == .table || !StandardStream.output.isTerminal ? text : TerminalText.block(text)
  }
}

/// One format's way to write a result, whose rows come in pieces.
protocol RowWriter {
  /// What stands above the rows, with its line ends.
  var head: String { get }
  mutating func lines(_ rows: TextRows) -> String
  /// What stands below all of them.
  var foot: String { get }
}

extension RowWriter {
  var foot: String { "" }

  /// All of a result that has these rows.
  consuming func text(_ rows: TextRows) -> String {
    var writer = self
    let body = writer.lines(rows)
    return writer.head + body + writer.foot
  }
}
