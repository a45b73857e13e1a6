/// A SQL type with its arguments, as declared (sql.md 2.1).
///
/// Lengths of character types are bytes. What a value of each type is in memory says `PhysicalType`.
package enum DataType: Hashable, BitwiseCopyable, Sendable {
  case boolean
  case smallint, integer, bigint
  case decimal(precision: Int, scale: Int)
  case real, double
  case char(Int)
  case varchar(Int)
  /// COLLATE CASE_INSENSITIVE: compared without minding the case.
  case charIgnoringCase(Int)
  /// The same of a VARCHAR.
  case varcharIgnoringCase(Int)
  case date, time, timetz, timestamp, timestamptz
  case interval
  /// Of columns and qualified literals: whole months, or no months and so many digits of a second.
  case intervalYearToMonth
  case intervalDayToSecond(precision: Int)
  /// Semi-structured value, kept as its JSON text.
  case `super`
  case varbyte(Int)
  /// A HyperLogLog sketch, kept as its text.
  case hllsketch
  /// What only system relations have: `oid`, `name`, `regclass`, arrays.
  case catalog(CatalogType)
  /// An untyped literal: `'a'` or NULL before it meets a type.
  case unknown

  package static let defaultDecimal = DataType.decimal(precision: 18, scale: 0)
  package static let text = DataType.varchar(256)
  package static let maximumVarcharLength = 65535
  /// Of a column that is declared VARCHAR or TEXT, and no more.
  package static let unstatedVarcharLength = 256
  package static let defaultVarbyte = DataType.varbyte(64_000)
  package static let maximumVarbyteLength = 1_024_000
  package static let maximumCharLength = 4096
}

/// How a column of a type is stored: one array type each.
///
/// smallint, integer, bigint, date (days since 1970-01-01), time/timestamp/timestamptz (microseconds, since midnight or
/// since 1970-01-01 00:00 UTC) and decimals of up to 19 digits (unscaled) are `int64`; wider decimals and timetz
/// (microseconds << 32 | offset seconds) are `int128`.
package enum PhysicalType: Hashable, Sendable {
  case bool, int64, int128, double, string, interval
}

extension DataType {
  package var physical: PhysicalType {
    switch self {
    case .boolean: .bool
    case .smallint, .integer, .bigint, .date, .time, .timestamp, .timestamptz: .int64
    case .decimal(let precision, _): precision <= 19 ? .int64 : .int128
    case .timetz: .int128
    case .real, .double: .double
    case .char, .charIgnoringCase, .varchar, .varcharIgnoringCase, .super, .varbyte, .hllsketch, .unknown: .string
    case .interval, .intervalYearToMonth, .intervalDayToSecond: .interval
    case .catalog(let type): type.physical
    }
  }

  package var isInteger: Bool { self == .smallint || self == .integer || self == .bigint }
  package var isFloat: Bool { self == .real || self == .double }
  package var isDecimal: Bool { if case .decimal = self { true } else { false } }
  package var isNumeric: Bool { isInteger || isFloat || isDecimal }
  package var isCharacter: Bool {
    switch self {
    case .char, .charIgnoringCase, .varchar, .varcharIgnoringCase, .unknown: true
    case .catalog(let type): type.isText
    default: false
    }
  }
  package var isInterval: Bool { physical == .interval }
  package var isCaseInsensitive: Bool {
    switch self {
    case .charIgnoringCase, .varcharIgnoringCase: true
    default: false
    }
  }
  /// Of a CHAR, whatever its collation.
  package var charLength: Int? {
    switch self {
    case .char(let length), .charIgnoringCase(let length): length
    default: nil
    }
  }
  /// The declared length of a CHAR or a VARCHAR in bytes, whatever its collation.
  package var characterLength: Int? {
    switch self {
    case .char(let length), .charIgnoringCase(let length), .varchar(let length), .varcharIgnoringCase(let length):
      length
    default: nil
    }
  }
  /// A string type with one collation or the other; any other type as it is.
  package func ignoringCase(_ ignoresCase: Bool) -> DataType {
    switch self {
    case .char(let length), .charIgnoringCase(let length): ignoresCase ? .charIgnoringCase(length) : .char(length)
    case .varchar(let length), .varcharIgnoringCase(let length):
      ignoresCase ? .varcharIgnoringCase(length) : .varchar(length)
    default: self
    }
  }
  package var isVarbyte: Bool { if case .varbyte = self { true } else { false } }
  package var isDatetime: Bool {
    switch self {
    case .date, .time, .timetz, .timestamp, .timestamptz: true
    default: false
    }
  }
}

extension DataType: CustomStringConvertible {
  /// The name in messages and catalogs: `character varying(256)`, `numeric(18,0)`, `timestamp without time zone`.
  package var description: String {
    switch self {
    case .char(let length), .charIgnoringCase(let length): "character(\(length))"
    case .varchar(let length), .varcharIgnoringCase(let length): "character varying(\(length))"
    case .decimal(let precision, let scale): "numeric(\(precision),\(scale))"
    case .varbyte(let length): "binary varying(\(length))"
    case .intervalDayToSecond(let precision) where precision < 6: "\(familyName)(\(precision))"
    default: familyName
    }
  }

  /// The name without arguments: `character varying`, `numeric`.
  package var familyName: String {
    switch self {
    case .boolean: "boolean"
    case .smallint: "smallint"
    case .integer: "integer"
    case .bigint: "bigint"
    case .decimal: "numeric"
    case .real: "real"
    case .double: "double precision"
    case .char, .charIgnoringCase: "character"
    case .varchar, .varcharIgnoringCase: "character varying"
    case .date: "date"
    case .time: "time without time zone"
    case .timetz: "time with time zone"
    case .timestamp: "timestamp without time zone"
    case .timestamptz: "timestamp with time zone"
    case .interval: "interval"
    case .intervalYearToMonth: "interval year to month"
    case .intervalDayToSecond: "interval day to second"
    case .super: "super"
    case .varbyte: "binary varying"
    case .hllsketch: "hllsketch"
    case .catalog(let type): type.familyName
    case .unknown: "unknown"
    }
  }

  /// The internal name, as STL_LOAD_ERRORS and unaliased casts show it: `int4`, `varchar` (copy.md 7.1).
  package var internalName: String {
    switch self {
    case .boolean: "bool"
    case .smallint: "int2"
    case .integer: "int4"
    case .bigint: "int8"
    case .decimal: "numeric"
    case .real: "float4"
    case .double: "float8"
    case .char, .charIgnoringCase: "char"
    case .varchar, .varcharIgnoringCase: "varchar"
    case .varbyte: "varbyte"
    case .intervalYearToMonth: "intervaly2m"
    case .intervalDayToSecond: "intervald2s"
    case .time: "time"
    case .timetz: "timetz"
    case .timestamp: "timestamp"
    case .timestamptz: "timestamptz"
    case .catalog(let type): type.internalName
    default: familyName
    }
  }
}
