import Columnar
import SQLTypes

/// Renders one column of a result, block by block, in the format that was asked for.
final class ColumnEncoder {
  private enum Renderer {
    case texts(ColumnTexts)
    case binary(BinaryCells)
    case bytes(HexBytes)
    case arrays(ArrayBytes)
  }

  private let renderer: Renderer
  /// CHAR's length: the wire has it padded with blanks (wire.md 3.1).
  private let paddedCount: Int
  /// What the last block was rendered from: it owns the bytes that the block points to.
  private var column: Column?

  init(_ type: DataType, _ format: WireFormat, protocolVersion: Int, _ style: TextStyle) {
    paddedCount = type.charLength ?? 0
    if format == .binary, let cells = BinaryCells(type, protocolVersion: protocolVersion) {
      renderer = .binary(cells)
    } else if format == .binary, case .varbyte = type {
      renderer = .bytes(HexBytes())
    } else if format == .binary, type.element != nil {
      renderer = .arrays(ArrayBytes(type))
    } else {
      renderer = .texts(ColumnTexts(type, style))
    }
  }

  /// At most `ColumnTexts.capacity` rows and at least one; valid until the next call, as long as the column lives.
  func render(_ column: Column, _ rows: Range<Int>) -> FieldBlock {
    if column.isConstant { return render(column.slice(rows).expanded, 0..<rows.count) }
    self.column = column
    switch renderer {
    case .texts(let texts):
      switch texts.render(column, rows) {
      case .cells(let cells): return block(cells, column.validity, rows)
      case .values(let values): return FieldBlock(values, paddedTo: paddedCount)
      }
    case .binary(let cells): return block(cells.render(column, rows), column.validity, rows)
    case .bytes(let bytes): return FieldBlock(bytes.render(column, rows), paddedTo: 0)
    case .arrays(let arrays): return FieldBlock(arrays.render(column, rows), paddedTo: 0)
    }
  }

  private func block(_ cells: FieldCells, _ validity: Validity, _ rows: Range<Int>) -> FieldBlock {
    // The words stay where they are while `column` holds them.
    let words = validity.isAllValid ? nil : validity.words.withUnsafeBufferPointer { $0.baseAddress }
    return FieldBlock(cells, words, firstRow: rows.lowerBound)
  }
}
