import SQLTypes

/// How a column is compressed: its name in PG_TABLE_DEF and its number in PG_ATTRIBUTE, which `format_encoding` takes.
package enum ColumnEncoding {
  private static let names = [
    "none", "bytedict", "delta", "delta32k", "lzo", "mostly8", "mostly16", "mostly32", "runlength", "text255",
    "text32k", "zstd", "az64",
  ]

  /// nil where no encoding has that number.
  package static func name(_ number: Int) -> String? { names.indices.contains(number) ? names[number] : nil }

  static func number(_ name: String) -> Int { names.firstIndex(of: name) ?? 0 }
}

extension TableDefinition {
  /// The declared encoding, or what Redshift chooses for the type (copy.md part 10); raw shows as `none`.
  package func encoding(of column: ColumnDefinition) -> String {
    if let declared = column.encoding { return declared == "raw" ? "none" : declared }
    if isTemporary || sortPosition(of: column.name) != 0 { return "none" }
    return switch column.type {
    case .boolean, .real, .double: "none"
    case .char, .charIgnoringCase, .varchar, .varcharIgnoringCase, .varbyte: "lzo"
    case .super: "zstd"
    default: "az64"
    }
  }

  func encodingNumber(of column: ColumnDefinition) -> Int { ColumnEncoding.number(encoding(of: column)) }

  /// 1… in a compound key, alternating sign in an interleaved one, 0 outside.
  func sortPosition(of column: String) -> Int {
    switch sortKey {
    case .compound(let columns): (columns.firstIndex(of: column) ?? -1) + 1
    case .interleaved(let columns):
      columns.firstIndex(of: column).map { $0.isMultiple(of: 2) ? $0 + 1 : -($0 + 1) } ?? 0
    case .auto, .none: 0
    }
  }
}
