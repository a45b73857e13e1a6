import Formats

/// The refused rows of one batch whose records are lines, one behind the other: by column what the batch and its
/// refusals have by column, copied, and the bytes of all its lines.
///
///     bytes     12,x⏎13,y⏎14,z⏎
///     starts    0    5    10            fields    2 to 4    7 to 9    12 to 14         details   0, x   0, y   0, z
///
/// A row's line, the position of its field and its fault are made of these when somebody reads it.
struct RejectedLines: Sendable {
  /// What one row is refused for, by an index of its own.
  struct Kinds: Sendable {
    /// Numbers among the log's, one where all rows are of one kind.
    var numbers: [Int32]
    /// By row.
    var details: [UInt32]
  }

  /// Of all rows.
  let stretch: Int32
  /// Of the batch's first row; each has one more than the one before.
  let feeds: Int32
  let layout: RecordLayout
  /// The row's index in the batch; nil where all of it are refused.
  let indices: [UInt16]?
  /// Where a record lies in the window, and the field at fault.
  let starts: [UInt32]
  let ends: [UInt32]
  let fields: [FieldSlice]
  let kinds: Kinds
  /// All lines of the batch, and where they lie in the window.
  let bytes: [UInt8]
  let base: Int

  var count: Int { starts.count }

  func kind(_ index: Int) -> Int { Int(kinds.numbers[kinds.numbers.count == 1 ? 0 : index]) }

  func row(_ index: Int, _ kind: FaultKinds.Kind) -> RejectedRow {
    let row = Int32(truncatingIfNeeded: indices.map { Int($0[index]) } ?? index)
    var reject = RejectedRow(
      stretch: stretch, feeds: feeds &+ row, column: kind.column,
      fault: kind.rule.with(FaultDetails(narrow: kinds.details[index])))
    if kind.column != nil {
      reject.position = bytes.withUnsafeBytes {
        layout.position(of: fields[index], in: Int(starts[index]), $0, from: base)
      }
    }
    return reject
  }

  func line(_ index: Int) -> ArraySlice<UInt8> {
    bytes[bytes.withUnsafeBytes { $0.lineRange(Int(starts[index]) - base, Int(ends[index]) - base) }]
  }

  /// `kind`: the row's.
  func field(_ index: Int, _ kind: FaultKinds.Kind) -> ArraySlice<UInt8> {
    guard kind.column != nil else { return [] }
    let start = fields[index].offset - base
    return bytes[(start..<start + fields[index].length).clamped(to: bytes.indices)]
  }
}
