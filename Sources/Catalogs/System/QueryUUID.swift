import SQLTypes

/// A query's id as a UUID, which the newer views know it by: made of the database's name and the query's number, so
/// that all views tell the same without keeping it.
///
/// ```
/// dev, query 17    5e3c4ae5-0a1c-4c57-8000-000000000011
///                  hash of the name  v4   number
/// ```
enum QueryUUID {
  static func text(database: String, query: Int) -> String {
    let name = StableHash.of(database)
    let number = UInt64(truncatingIfNeeded: query)
    let groups = [
      hexadecimal(name >> 32, digits: 8), hexadecimal(name >> 16 & 0xFFFF, digits: 4),
      hexadecimal(0x4000 | name & 0x0FFF, digits: 4), hexadecimal(0x8000 | number >> 48 & 0x3FFF, digits: 4),
      hexadecimal(number & 0xFFFF_FFFF_FFFF, digits: 12),
    ]
    return groups.joined(separator: "-")
  }

  private static func hexadecimal(_ value: UInt64, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
  }
}

extension SystemColumn {
  /// `query_uuid`, of the query of that id.
  static func queryUUID(_ query: @escaping @Sendable (Row) -> Int) -> SystemColumn {
    SystemColumn("query_uuid", .char(36)) { row, context in
      QueryUUID.text(database: context.database.name, query: query(row))
    }
  }
}
