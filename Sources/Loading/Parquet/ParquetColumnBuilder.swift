import Columnar
import Formats
import SQLTypes

/// Makes columns of a table of one column chunk's values, run by run.
protocol ParquetColumnBuilder: AnyObject {
  /// Takes over the reader's last run. Errors: `ParquetBadValue`, by its index among the run's values.
  func append(_ run: ParquetColumnReader.Run, of reader: ParquetColumnReader) throws(ParquetBadValue)

  /// The rows so far; the builder goes on with none.
  func finish(_ type: DataType) -> Column

  /// Rows in which ACCEPTINVCHARS replaced bytes: the indices of their values in the last run.
  var repaired: [Int] { get }
}

/// Columns whose values all have one size.
final class ParquetFixedBuilder<Rule: ParquetValueRule>: ParquetColumnBuilder {
  private let rule: Rule
  private let type: DataType
  private let definitionLevel: UInt8
  private var rows: [Rule.Element] = []
  private var validity = ParquetValidity()
  /// A run's values, and one more that nobody reads.
  private let dense: UnsafeMutablePointer<Rule.Element>
  private let spread: UnsafeMutablePointer<Rule.Element>
  /// The chunk's dictionary, and which of its values do not fit.
  private var dictionary: [Rule.Element]?
  private var unfit: Set<UInt32> = []

  let repaired: [Int] = []

  init(_ rule: Rule, _ type: DataType, definitionLevel: Int) {
    (self.rule, self.type, self.definitionLevel) = (rule, type, UInt8(definitionLevel))
    let capacity = ParquetColumnReader.capacity
    dense = .allocate(capacity: capacity + 1)
    dense.initialize(repeating: Rule.Element.placeholder, count: capacity + 1)
    spread = .allocate(capacity: capacity)
    spread.initialize(repeating: Rule.Element.placeholder, count: capacity)
  }

  deinit {
    dense.deallocate()
    spread.deallocate()
  }

  func append(_ run: ParquetColumnReader.Run, of reader: ParquetColumnReader) throws(ParquetBadValue) {
    if run.isCoded {
      try look(up: reader, run.valueCount)
    } else if let bad = rule.convert(reader.values, 0..<run.valueCount, into: dense) {
      throw ParquetBadValue(index: bad, fault: .field(fault))
    }
    if run.valueCount == run.count {
      rows.append(contentsOf: UnsafeBufferPointer(start: dense, count: run.count))
      validity.append(valid: run.count)
    } else {
      fill(run.count, reader.definitionLevels)
      rows.append(contentsOf: UnsafeBufferPointer(start: spread, count: run.count))
      validity.append(reader.definitionLevels, run.count, whole: definitionLevel)
    }
  }

  private var fault: FieldFault {
    if type.isInteger { return .integerRange(type) }
    return type.isNumeric ? .range(type) : .datetime(type)
  }

  /// Values where their rows are; the next value stands in the rows of NULLs, without a branch.
  private func fill(_ count: Int, _ levels: UnsafeMutablePointer<UInt8>) {
    var next = 0
    for row in 0..<count {
      let isValid = levels[row] == definitionLevel
      spread[row] = isValid ? dense[next] : Rule.Element.placeholder
      next &+= isValid ? 1 : 0
    }
  }

  private func look(up reader: ParquetColumnReader, _ count: Int) throws(ParquetBadValue) {
    guard let dictionary = dictionary(of: reader) else { return }
    let codes = reader.codes
    if !unfit.isEmpty, let bad = (0..<count).first(where: { unfit.contains(codes[$0]) }) {
      throw ParquetBadValue(index: bad, fault: .field(fault))
    }
    // In bounds: the reader has checked the codes against its dictionary, which has as many values.
    dictionary.withUnsafeBufferPointer { values in
      for index in 0..<count { dense[index] = values[Int(codes[index])] }
    }
  }

  /// Converted once a chunk. A value that does not fit counts only where a row has it.
  private func dictionary(of reader: ParquetColumnReader) -> [Rule.Element]? {
    if let dictionary { return dictionary }
    guard let values = reader.dictionary else { return nil }
    let count = reader.dictionaryCount
    var converted = [Rule.Element](repeating: Rule.Element.placeholder, count: count)
    converted.withUnsafeMutableBufferPointer { target in
      // Behind a value that does not fit, pieces are small and grow again, so that no value is converted often.
      var (start, size) = (0, ParquetColumnReader.capacity)
      while start < count, let base = target.baseAddress {
        let end = min(start + size, count)
        if let bad = rule.convert(values, start..<end, into: base + start) {
          // Those before it are converted.
          unfit.insert(UInt32(bad))
          (start, size) = (bad + 1, 1)
        } else {
          (start, size) = (end, min(size * 2, ParquetColumnReader.capacity))
        }
      }
    }
    dictionary = converted
    return converted
  }

  func finish(_ type: DataType) -> Column {
    let validity = validity.finish()
    let column = Column(type, count: rows.count, Rule.Element.storage(rows, validity), validity: validity)
    rows.removeAll(keepingCapacity: true)
    return column
  }
}
