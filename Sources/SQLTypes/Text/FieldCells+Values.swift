/// Columns of numbers, dates and times as cells: what `ValueWriter.write` writes, with loops of their own for what
/// files hold most.
extension FieldCells {
  /// `writer` is one whose texts of 64-bit values fit a cell: any but `timestamptz`.
  package func fill(_ values: UnsafeBufferPointer<Int64>, as writer: ValueWriter, end: UInt8) {
    switch writer {
    case .integer: fill(integers: values, end: end)
    case .date: fill(dates: values, end: end)
    case .timestamp: fill(timestamps: values, end: end)
    default: fill(values.count, end: end) { writer.write(values[$0], into: $1) }
    }
  }

  package func fill(_ values: UnsafeBufferPointer<Bool>, as writer: ValueWriter, end: UInt8) {
    fill(values.count, end: end) { writer.write(values[$0], into: $1) }
  }

  package func fill(_ values: UnsafeBufferPointer<Double>, as writer: ValueWriter, end: UInt8) {
    fill(values.count, end: end) { writer.write(values[$0], into: $1) }
  }
}
