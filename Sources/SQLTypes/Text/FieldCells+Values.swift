/// Columns of numbers, dates and times as cells: what `ValueWriter.write` writes, with loops of their own for what
/// files hold most.
extension FieldCells {
  /// `writer` is one that `fitsCells`.
  package func fill(_ values: UnsafeBufferPointer<Int64>, as writer: ValueWriter, end: UInt8) {
    switch writer.form {
    case .integer: fill(integers: values, end: end)
    case .date: fill(dates: values, end: end)
    case .timestamp: fill(timestamps: values, end: end)
    case .decimal(let scale): fill(values.count, end: end) { DecimalText.write(values[$0], scale: scale, into: $1) }
    default: fill(values.count, end: end) { writer.write(values[$0], into: $1) }
    }
  }

  package func fill(_ values: UnsafeBufferPointer<Bool>, as writer: ValueWriter, end: UInt8) {
    guard writer.form == .boolean(.letters) else {
      return fill(values.count, end: end) { writer.write(values[$0], into: $1) }
    }
    fill(values.count, end: end) { row, cell in
      cell[0] = values[row] ? UInt8(ascii: "t") : UInt8(ascii: "f")
      return 1
    }
  }

  package func fill(_ values: UnsafeBufferPointer<Double>, as writer: ValueWriter, end: UInt8) {
    guard case .double(let digits, let nonFinites) = writer.form else {
      preconditionFailure("a writer of floating-point numbers")
    }
    fill(values.count, end: end) { DoubleText.write(values[$0], into: $1, style: digits, nonFinites: nonFinites) }
  }
}
