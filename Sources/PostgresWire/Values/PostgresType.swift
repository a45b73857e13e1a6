import SQLTypes

/// A type as the wire knows it: object id, bytes of a value, and what its arguments make of it (wire.md 3.1).
package struct PostgresType: Hashable, Sendable {
  package var oid: UInt32
  /// -1 where values differ, -2 where they end with a NUL.
  package var length: Int16
  /// Length and four for character types, `(precision << 16 | scale) + 4` for NUMERIC; -1 where there is no argument.
  package var modifier: Int32

  package init(oid: UInt32, length: Int16 = -1, modifier: Int32 = -1) {
    self.oid = oid
    self.length = length
    self.modifier = modifier
  }

  package init(_ type: DataType) {
    switch type {
    case .boolean: self.init(oid: 16, length: 1)
    case .smallint: self.init(oid: 21, length: 2)
    case .integer: self.init(oid: 23, length: 4)
    case .bigint: self.init(oid: 20, length: 8)
    case .decimal(let precision, let scale):
      self.init(oid: 1700, length: -1, modifier: Int32(truncatingIfNeeded: precision << 16 | scale) + 4)
    case .real: self.init(oid: 700, length: 4)
    case .double: self.init(oid: 701, length: 8)
    case .char(let length), .charIgnoringCase(let length):
      self.init(oid: 1042, length: -1, modifier: Int32(clamping: length + 4))
    case .varchar(let length), .varcharIgnoringCase(let length):
      self.init(oid: 1043, length: -1, modifier: Int32(clamping: length + 4))
    case .date: self.init(oid: 1082, length: 4)
    case .time: self.init(oid: 1083, length: 8)
    case .timetz: self.init(oid: 1266, length: 12)
    case .timestamp: self.init(oid: 1114, length: 8)
    case .timestamptz: self.init(oid: 1184, length: 8)
    case .interval: self.init(oid: 1186, length: 12)
    case .intervalYearToMonth: self.init(oid: 1188, length: 4)
    case .intervalDayToSecond: self.init(oid: 1190, length: 8)
    case .super: self.init(oid: 4000, length: -1)
    case .varbyte(let length): self.init(oid: 6551, length: -1, modifier: Int32(clamping: length + 4))
    case .hllsketch: self.init(oid: 2935)
    case .unknown: self.init(oid: 705, length: -2)
    case .catalog(let type): self.init(type)
    }
  }

  /// Types that clients name and SQL here has not, as the type their values are read as.
  private static let stoodFor: [UInt32: DataType] = [
    // text, json, refcursor
    25: .varchar(DataType.maximumVarcharLength), 114: .varchar(DataType.maximumVarcharLength),
    1790: .varchar(DataType.maximumVarcharLength),
  ]

  /// The type of a parameter that a client declares; `unknown` where it leaves it open. 0A000 for what is not built.
  package func dataType() throws(SQLError) -> DataType {
    let argument = modifier >= 4 ? Int(modifier - 4) : nil
    switch oid {
    case 0, 705: return .unknown
    case 16: return .boolean
    case 20: return .bigint
    case 21: return .smallint
    case 23: return .integer
    case 700: return .real
    case 701: return .double
    case 1042: return .char(argument ?? DataType.maximumCharLength)
    case 1043: return .varchar(argument ?? DataType.maximumVarcharLength)
    case 1082: return .date
    case 1083: return .time
    case 1114: return .timestamp
    case 1184: return .timestamptz
    case 1186: return .interval
    case 1188: return .intervalYearToMonth
    case 1190: return .intervalDayToSecond(precision: 6)
    case 1266: return .timetz
    case 1700: return argument.map { .decimal(precision: $0 >> 16, scale: $0 & 0xffff) } ?? Self.openDecimal
    case 4000: return .super
    case 6551: return .varbyte(argument ?? 64_000)
    default:
      guard let type = Self.stoodFor[oid] ?? CatalogType.numbered(oid) else {
        throw .notSupported("a parameter of the type with OID \(oid)")
      }
      return type
    }
  }

  /// A NUMERIC whose digits are not said: as many before the point as behind it.
  static let openDecimal = DataType.decimal(precision: 38, scale: 19)
}
