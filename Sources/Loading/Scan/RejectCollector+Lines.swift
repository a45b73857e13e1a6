import Formats

/// Takes over a batch of which most rows are refused at once, by column (`RejectedLines`).
///
/// **What it gains.** In a file that is all errors nothing is made for a row: where its record and its field lie is
/// copied with those of the whole batch, and so are the bytes.
///
///     window   12,x⏎13,y⏎14,z⏎       the records are short lines, one behind the other
///     lines    12,x⏎13,y⏎14,z⏎       a row lies where it lay, and each is one line behind the one before
///
/// **Why the answer is the same.** What is made of a row when it is read is what `add` keeps of it, which takes any row.
extension RejectCollector {
  /// Whether `refused` of `rows` records, each in a line of its own, may be taken over so: they are many enough for the
  /// bytes of the others to be copied with them, all of each is shown, and nothing more is told of one of them.
  func takesLines(_ rows: Int, _ refused: Int) -> Bool {
    let log = result.rejects
    return refused * 2 >= rows && !log.isNoteworthy && log.count + refused <= limit
      && log.keptCount + refused <= RejectedRow.keptCount && longest(rows) <= RawText.limit
  }

  private func longest(_ rows: Int) -> UInt32 {
    zip(batch.starts[..<rows], batch.ends[..<rows]).reduce(0) { max($0, $1.1 &- $1.0) }
  }

  /// `feeds`: before the first row's line. Nil where there is more to a fault than they hold.
  mutating func lines(_ rows: Int, _ rejects: RowRejects, _ feeds: Int32) -> RejectedLines? {
    let refused = RefusedRows(rows, rejects)
    guard let details = rejects.narrowDetails(refused) else { return nil }
    let copied = Int(batch.starts[0])..<Int(batch.ends[rows - 1])
    return RejectedLines(
      stretch: stretch, feeds: feeds, layout: layout, indices: refused.indices, starts: refused.pick(batch.starts),
      ends: refused.pick(batch.ends), fields: fields(refused, rejects),
      kinds: RejectedLines.Kinds(numbers: count(refused, rejects), details: details),
      bytes: [UInt8](UnsafeRawBufferPointer(rebasing: bytes[copied])), base: copied.lowerBound)
  }

  /// Those at fault.
  private func fields(_ refused: RefusedRows, _ rejects: RowRejects) -> [FieldSlice] {
    if rejects.rules.count == 1 {
      return batch.withFields(of: fieldIndices[Int(rejects.rules[0].column)]) { refused.pick($0) }
    }
    let indices = rejects.rules.map { fieldIndices[Int($0.column)] }
    return refused.map { batch[indices[rejects.ruleNumber($0)], $0] }
  }

  /// Counts them: the numbers of their kinds, one where all are of one.
  private mutating func count(_ refused: RefusedRows, _ rejects: RowRejects) -> [Int32] {
    if rejects.rules.count == 1 { return [count(rejects.rules[0], rows: rejects.count)] }
    return refused.map { count(rejects.rules[rejects.ruleNumber($0)], rows: 1) }
  }

  private mutating func count(_ rule: RowRejects.Rule, rows: Int) -> Int32 {
    // A line without the field is at fault as a whole.
    result.rejects.count(.field(rule.fault), column: rule.fault == .noDelimiter ? nil : rule.column, rows: rows)
  }
}

/// The refused rows of a batch, in order.
private struct RefusedRows: RandomAccessCollection {
  /// Nil where all are.
  let indices: [UInt16]?
  let count: Int

  init(_ rows: Int, _ rejects: RowRejects) {
    count = rejects.count
    indices = count == rows ? nil : (0..<rows).filter(rejects.contains).map { UInt16(truncatingIfNeeded: $0) }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }
  subscript(index: Int) -> Int { indices.map { Int($0[index]) } ?? index }

  /// What there is of them among a value for each row.
  func pick<Values: RandomAccessCollection<Value>, Value>(_ values: Values) -> [Value] where Values.Index == Int {
    indices.map { $0.map { values[Int($0)] } } ?? Array(values[..<count])
  }
}
