import SQLTypes

/// Types by the names that FORMAT_TYPE and `regtype` show.
extension TypeObject {
  /// `character varying(256)`, `numeric(18,0)`, `integer[]`. `modifier`: `atttypmod`; nil, as a NULL, leaves the
  /// arguments out, and -1 says that there are none.
  package func displayName(_ modifier: Int?) -> String {
    if let inner = TypeObject.numbered(element), name.hasPrefix("_") { return inner.displayName(modifier) + "[]" }
    if name == "bpchar", modifier == -1 { return name }
    return (Self.displayNames[name] ?? QuotedName.quoted(name)) + arguments(modifier ?? -1)
  }

  private func arguments(_ modifier: Int) -> String {
    guard modifier >= 4 else { return "" }
    switch name {
    case "bpchar", "varchar", "varbyte": return "(\(modifier - 4))"
    case "numeric": return "(\((modifier - 4) >> 16),\((modifier - 4) & 0xffff))"
    default: return ""
    }
  }

  private static let displayNames = [
    "bool": "boolean", "int2": "smallint", "int4": "integer", "int8": "bigint", "float4": "real",
    "float8": "double precision", "bpchar": "character", "varchar": "character varying", "varbyte": "binary varying",
    "time": "time without time zone", "timetz": "time with time zone", "timestamp": "timestamp without time zone",
    "intervaly2m": "interval year to month", "intervald2s": "interval day to second",
    "timestamptz": "timestamp with time zone", "char": "\"char\"",
  ]
}
