import Formats
import SQLTypes

extension ParquetField {
  /// The type of the column that takes the field as it is; nil where none does. Texts are given the length that a VARCHAR
  /// has where none is declared.
  var tableType: DataType? {
    guard case .leaf(let physical, _) = content, repetition != .repeated else { return .super }
    switch (physical, annotation) {
    case (.boolean, _): return .boolean
    case (.int32, .integer(8, _)), (.int32, .integer(16, true)): return .smallint
    case (.int32, .integer(32, false)): return .bigint
    case (.int32, .none), (.int32, .integer): return .integer
    case (.int64, .none), (.int64, .integer): return .bigint
    case (.int32, .date): return .date
    case (.int32, .time), (.int64, .time): return .time
    case (.int64, .timestamp(_, let isUTC)): return isUTC ? .timestamptz : .timestamp
    case (.int96, _): return .timestamp
    case (.float, let annotation): return annotation == .none ? .real : nil
    case (.double, _): return .double
    case (_, .decimal(let precision, let scale)): return Self.decimal(precision, scale)
    case (.byteArray, .string), (.byteArray, .enum), (.byteArray, .json):
      return .varchar(DataType.unstatedVarcharLength)
    case (.fixed(16), .uuid): return .varchar(36)
    case (.byteArray, .none), (.byteArray, .bson): return .defaultVarbyte
    case (.fixed(let length), .none) where length <= DataType.maximumVarbyteLength: return .varbyte(length)
    default: return nil
    }
  }

  private static func decimal(_ precision: Int, _ scale: Int) -> DataType? {
    (1...38).contains(precision) && (0...min(precision, 37)).contains(scale)
      ? .decimal(precision: precision, scale: scale) : nil
  }
}
