/// Why a value of a Parquet file does not fit its column.
enum ParquetValueFault: Error {
  case field(FieldFault)
  /// A text's bytes.
  case tooLong(Int)
}

/// The first value that does not fit, which fails the COPY: there is no MAXERROR with columnar files.
struct ParquetRejection: Error {
  let object: Int
  /// Of the file, from 0 on.
  let row: Int
  /// Among the columns COPY fills.
  let column: Int
  let fault: ParquetValueFault
  /// The value's bytes, where it is a text.
  let value: [UInt8]
}

/// A value at fault, among those of one run, or of the column chunk.
struct ParquetBadValue: Error {
  var index: Int
  let fault: ParquetValueFault
  var value: [UInt8] = []
}
