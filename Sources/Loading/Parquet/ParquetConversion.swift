import Catalogs
import Formats
import SQLTypes

/// What becomes of one column's values: chosen once a file, from what the file says and what the table wants.
///
/// Redshift's scan changes no type (copy.md 12c): an int64 goes into a BIGINT and nowhere else.
enum ParquetConversion: Hashable {
  case bools, doubles
  case integers(ParquetIntegerRule)
  case int96
  /// Whole numbers that are a decimal's, and such numbers in bytes, the highest first.
  case decimalNumbers(precision: Int)
  case decimalBytes(precision: Int)
  case texts(limit: Int)
  case chars(limit: Int)
  /// 16 bytes, as text of 36 characters.
  case uuids(ofChar: Bool, limit: Int)
  /// Kept as hexadecimal digits.
  case bytes(limit: Int)

  /// Nil where the types do not fit each other.
  init?(_ field: ParquetField, _ type: DataType) {
    guard case .leaf(let physical, _) = field.content, field.repetition != .repeated else { return nil }
    let annotation = field.annotation
    switch type {
    case .boolean where physical == .boolean: self = .bools
    case .real where physical == .float && annotation == .none: self = .doubles
    case .double where physical == .double: self = .doubles
    case .smallint, .integer, .bigint, .date, .time, .timestamp, .timestamptz:
      if physical == .int96, type == .timestamp || type == .timestamptz {
        self = .int96
      } else if let rule = ParquetIntegerRule(physical, annotation, type) {
        self = .integers(rule)
      } else {
        return nil
      }
    case .decimal(let precision, _):
      guard case .decimal = annotation else { return nil }
      switch physical {
      case .int32, .int64: self = .decimalNumbers(precision: precision)
      case .byteArray, .fixed: self = .decimalBytes(precision: precision)
      default: return nil
      }
    default:
      guard let texts = Self.texts(physical, annotation, type) else { return nil }
      self = texts
    }
  }

  private static func texts(
    _ physical: ParquetPhysicalType, _ annotation: ParquetAnnotation, _ type: DataType
  ) -> ParquetConversion? {
    if case .varbyte(let limit) = type {
      let takes = [.none, .bson, .uuid].contains(annotation) && (physical == .byteArray || physical.isFixed)
      return takes ? .bytes(limit: limit) : nil
    }
    guard let limit = type.characterLength else { return nil }
    let isChar = type.charLength != nil
    if physical == .fixed(16), annotation == .uuid { return .uuids(ofChar: isChar, limit: limit) }
    guard physical == .byteArray, [.none, .string, .enum, .json].contains(annotation) else { return nil }
    return isChar ? .chars(limit: limit) : .texts(limit: limit)
  }
}

extension ParquetPhysicalType {
  fileprivate var isFixed: Bool { if case .fixed = self { true } else { false } }
}

/// How a whole number of the file becomes one of the table.
struct ParquetIntegerRule: Hashable {
  /// The file's number has 32 bits and no sign.
  var isUnsigned32 = false
  var factor: Int64 = 1
  /// Rounded down.
  var divisor: Int64 = 1
  /// What the column takes; nil for all numbers.
  var range: ClosedRange<Int64>?

  /// Nil where the types do not fit each other.
  init?(_ physical: ParquetPhysicalType, _ annotation: ParquetAnnotation, _ type: DataType) {
    switch (type, physical, annotation) {
    case (.smallint, .int32, .integer(let bits, let isSigned)) where bits < 16 || bits == 16 && isSigned:
      range = type.integerRange
    case (.integer, .int32, .none): break
    case (.integer, .int32, .integer(_, let isSigned)):
      isUnsigned32 = !isSigned
      range = type.integerRange
    case (.bigint, .int32, .integer(32, false)): isUnsigned32 = true
    case (.bigint, .int64, .none): break
    // A number that has no sign and the highest bit is negative here.
    case (.bigint, .int64, .integer(_, let isSigned)): range = isSigned ? nil : 0...Int64.max
    case (.date, .int32, .date): range = CivilDate.range
    case (.time, .int32, .time(let unit)), (.time, .int64, .time(let unit)):
      scale(unit)
      range = 0...Timestamp.microsecondsPerDay - 1
    case (.timestamp, .int64, .timestamp(let unit, _)), (.timestamptz, .int64, .timestamp(let unit, _)):
      scale(unit)
      range = Timestamp.range
    default: return nil
    }
  }

  private mutating func scale(_ unit: ParquetAnnotation.Unit) {
    switch unit {
    case .milliseconds: factor = 1000
    case .microseconds: break
    case .nanoseconds: divisor = 1000
    }
  }
}
