import Formats

/// From where the position and the line of a field at fault count (copy.md 8.2). Small, so that a row is not asked for a
/// copy of its collector.
enum RecordLayout {
  case json, fixedWidth, csv, delimited
  /// REMOVEQUOTES.
  case quoted(delimiter: UInt8)

  init(_ options: CopyOptions) {
    self =
      switch options.format {
      case .json: .json
      case .fixedWidth: .fixedWidth
      case .csv: .csv
      case .delimited, .parquet: options.removesQuotes ? .quoted(delimiter: options.delimiter) : .delimited
      }
  }

  var isJSON: Bool { if case .json = self { true } else { false } }

  /// The byte whose line is the record's, in the window.
  @inline(__always)
  func lineOffset(_ start: Int, _ end: Int) -> Int { isJSON ? max(start, end - 1) : start }

  /// Where the field starts in its line; copy.md 8.2 has 0 for JSON, and one less in lines of fixed width. `bytes` begin
  /// at `base` of the window, in which the record starts at `start`.
  @inline(__always)
  func position(of field: FieldSlice, in start: Int, _ bytes: UnsafeRawBufferPointer, from base: Int = 0) -> Int {
    // A field that the line lacks (FILLRECORD) lies nowhere: its position is 0.
    let offset = max(0, field.offset - start)
    switch self {
    case .json: return 0
    case .fixedWidth: return offset - 1
    case .csv: return max(0, offset - (field.kind == .quotedText ? 1 : 0))
    case .delimited: return offset
    case .quoted(let delimiter):
      guard offset > 0 else { return offset }
      // A field without quotes stands at the line's start or behind a delimiter.
      let isQuoted = offset == 1 || bytes[field.offset - base - 2] == delimiter
      return isQuoted && bytes[field.offset - base - 1] != delimiter ? offset - 1 : offset
    }
  }
}
