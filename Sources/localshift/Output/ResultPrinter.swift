import Columnar
import SQLTypes
import Sessions
import System

/// Prints rows as they come, in one format: a result of any size needs no more memory than some of its rows.
///
/// A table's columns get their widths from its first rows; where all are few, as most are, from all of them.
final class ResultPrinter: ResultSink {
  private let executor: any StatementExecutor
  private let format: ResultFormat
  private let null: String
  /// Takes text, and says whether anybody reads it.
  var write: (String) -> Bool
  /// Whether rows are written a value a line, in place of a table.
  var isExpanded = false
  private var writer: (any RowWriter)?
  private var style = TextStyle.result
  private var columns: [OutputColumn] = []
  private var held: [Batch] = []
  private var heldCount = 0
  /// Of the last result.
  private(set) var rowCount = 0
  /// Whether nobody reads any more.
  private(set) var isUnread = false

  init(
    _ format: ResultFormat, of executor: any StatementExecutor, null: String = "\\N",
    write: @escaping (String) -> Bool = { StandardStream.output.write($0) }
  ) {
    self.format = format
    self.executor = executor
    self.null = null
    self.write = write
  }

  func begin(_ columns: [OutputColumn]) {
    self.columns = columns
    style = executor.textStyle
    (writer, held, heldCount, rowCount) = (nil, [], 0, 0)
  }

  /// Throws `OutputClosed` where nobody reads any more.
  func receive(_ batch: Batch) throws {
    rowCount += batch.count
    if writer == nil {
      held.append(batch)
      heldCount += batch.count
      if heldCount >= Self.heldRows { try start() }
    } else {
      try put(rows([batch]))
    }
  }

  /// What is left, and what stands below the rows. Throws `OutputClosed`.
  func finish() throws {
    if writer == nil { try start() }
    guard let foot = writer?.foot else { return }
    try put(text: foot)
  }

  private static let heldRows = 1 << 12

  private func start() throws {
    let first = rows(held)
    writer = isExpanded && format == .table ? ExpandedFormat(columns) : format.makeWriter(columns, first, null: null)
    held = []
    try put(text: writer?.head ?? "")
    try put(first)
  }

  private func rows(_ batches: [Batch]) -> TextRows {
    TextRows(columns, batches, style: style, padsChars: format.padsChars)
  }

  private func put(_ rows: TextRows) throws {
    guard var writer else { return }
    try put(text: writer.lines(rows))
    self.writer = writer
  }

  private func put(text: String) throws {
    if write(format.shown(text)) { return }
    isUnread = true
    throw OutputClosed()
  }
}

/// Nobody reads the output any more.
struct OutputClosed: Error {}
