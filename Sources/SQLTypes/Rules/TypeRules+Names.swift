extension TypeRules {
  /// An argument of a type: `(10)`, or `(MAX)`.
  package enum Argument: Hashable, Sendable {
    case number(Int)
    case max
  }

  /// The type of a name as written, in any case, words separated by one blank (`double precision`, `timestamp without
  /// time zone`), with its arguments. 42704 for names that are no type, 0A000 for PostgreSQL's types that Redshift has
  /// not, 22023 for arguments out of range.
  package static func parseTypeName(_ name: String, arguments: [Argument] = []) throws(SQLError) -> DataType {
    let lower = name.lowercased()
    if let type = plainTypes[lower] {
      guard arguments.isEmpty || (type.isDatetime && arguments.count == 1) else { throw modifierNotAllowed(lower) }
      return type
    }
    switch lower {
    case "decimal", "numeric", "dec": return try decimal(arguments)
    case "float": return try float(arguments)
    case "char", "character", "nchar": return .char(try length(arguments, name: lower, unstated: 1, limit: 4096))
    case "bpchar": return .char(try length(arguments, name: lower, unstated: 256, limit: 4096))
    case let name where varcharNames.contains(name):
      return .varchar(
        try length(
          arguments, name: lower, unstated: DataType.unstatedVarcharLength, limit: DataType.maximumVarcharLength))
    case "interval day to second", "interval second":
      return .intervalDayToSecond(precision: try secondDigits(arguments))
    case "varbyte", "varbinary", "binary varying":
      return .varbyte(try length(arguments, name: lower, unstated: 64_000, limit: DataType.maximumVarbyteLength))
    default: return try catalogType(lower, arguments)
    }
  }

  /// `oid`, `name`, `"char"`, `regclass`, `text[]`, `_text`: what only system relations have. 42704 for what is no
  /// type.
  private static func catalogType(_ name: String, _ arguments: [Argument]) throws(SQLError) -> DataType {
    if let type = CatalogType.named(name) {
      guard arguments.isEmpty else { throw modifierNotAllowed(name) }
      return .catalog(type)
    }
    if name.hasSuffix("[]") { return try array(of: String(name.dropLast(2)), arguments) }
    guard name.hasPrefix("_"), let element = ArrayElement.allCases.first(where: { "_" + $0.internalName == name })
    else {
      throw unknownType(name)
    }
    return .array(element)
  }

  private static func array(of name: String, _ arguments: [Argument]) throws(SQLError) -> DataType {
    if name == "varchar" || name == "character varying" { return .array(.varchar) }
    if name.hasSuffix("[]") { throw .notSupported("an array of arrays") }
    let type = try parseTypeName(name, arguments: arguments)
    guard let element = ArrayElement(type) else { throw .notSupported("type \(name)[]") }
    return .array(element)
  }

  private static let varcharNames: Set<String> = [
    "varchar", "character varying", "nvarchar", "national character varying", "char varying", "text",
  ]

  /// Whether a name means a VARCHAR. Without a length it is 256 bytes as a column, and in an expression as long as what
  /// is cast (sql.md 5b).
  package static func isVarchar(_ name: String) -> Bool { varcharNames.contains(name.lowercased()) }

  private static let plainTypes: [String: DataType] = [
    "smallint": .smallint, "int2": .smallint, "integer": .integer, "int": .integer, "int4": .integer,
    "bigint": .bigint, "int8": .bigint, "real": .real, "float4": .real, "double precision": .double,
    "float8": .double, "double": .double, "boolean": .boolean, "bool": .boolean, "date": .date,
    "timestamp": .timestamp, "timestamp without time zone": .timestamp, "datetime": .timestamp,
    "timestamptz": .timestamptz, "timestamp with time zone": .timestamptz, "time": .time,
    "time without time zone": .time, "timetz": .timetz, "time with time zone": .timetz, "super": .super,
    "hllsketch": .hllsketch,
    "interval": .interval, "interval year to month": .intervalYearToMonth, "interval year": .intervalYearToMonth,
    "interval month": .intervalYearToMonth,
    "information_schema.sql_identifier": .varchar(DataType.maximumVarcharLength),
    "information_schema.character_data": .varchar(DataType.maximumVarcharLength),
    "information_schema.cardinal_number": .integer,
  ]

  /// PostgreSQL's types that Redshift does not have (sql.md 1.1), and Redshift's own that are not built.
  private static let unsupported: Set<String> = [
    "bytea", "uuid", "json", "jsonb", "money", "bit", "bit varying", "varbit", "xml", "inet", "cidr", "macaddr",
    "point",
    "line", "lseg", "box", "path", "polygon", "circle", "tsvector", "tsquery", "hstore", "serial", "bigserial",
    "smallserial", "serial4", "serial8", "geometry", "geography", "int4range", "int8range", "numrange",
    "daterange", "tsrange", "tstzrange",
  ]

  private static func unknownType(_ name: String) -> SQLError {
    if unsupported.contains(name) || name.hasPrefix("interval ") { return .notSupported("type \(name)") }
    return SQLError(.undefinedObject, "type \"\(name)\" does not exist")
  }

  private static func modifierNotAllowed(_ name: String) -> SQLError {
    SQLError(.syntaxError, "type modifier is not allowed for type \"\(name)\"")
  }

  private static func decimal(_ arguments: [Argument]) throws(SQLError) -> DataType {
    guard arguments.count <= 2 else { throw SQLError(.invalidParameter, "invalid NUMERIC type modifier") }
    guard let precision = try numbers(arguments).first else { return .defaultDecimal }
    guard (1...38).contains(precision) else {
      throw SQLError(.invalidParameter, "NUMERIC precision \(precision) must be between 1 and 38")
    }
    let scale = arguments.count == 2 ? try numbers(arguments)[1] : 0
    guard scale >= 0, scale <= precision, scale <= 37 else {
      let limit = min(precision, 37)
      throw SQLError(.invalidParameter, "NUMERIC scale \(scale) must be between 0 and precision \(limit)")
    }
    return .decimal(precision: precision, scale: scale)
  }

  private static func float(_ arguments: [Argument]) throws(SQLError) -> DataType {
    guard let digits = try numbers(arguments).first else { return .double }
    guard arguments.count == 1 else { throw modifierNotAllowed("float") }
    if digits < 1 { throw SQLError(.invalidParameter, "precision for type float must be at least 1 bit") }
    if digits > 53 { throw SQLError(.invalidParameter, "precision for type float must be less than 54 bits") }
    return digits <= 24 ? .real : .double
  }

  private static func secondDigits(_ arguments: [Argument]) throws(SQLError) -> Int {
    guard let digits = try numbers(arguments).first else { return 6 }
    guard arguments.count == 1, (0...6).contains(digits) else {
      throw SQLError(.invalidParameter, "INTERVAL(\(digits)) precision must be between 0 and 6")
    }
    return digits
  }

  private static func numbers(_ arguments: [Argument]) throws(SQLError) -> [Int] {
    var numbers: [Int] = []
    for argument in arguments {
      guard case .number(let number) = argument else { throw SQLError(.syntaxError, "syntax error at or near \"max\"") }
      numbers.append(number)
    }
    return numbers
  }

  private static func length(
    _ arguments: [Argument], name: String, unstated: Int, limit: Int
  ) throws(SQLError) -> Int {
    guard arguments.count <= 1 else { throw modifierNotAllowed(name) }
    switch arguments.first {
    case nil: return unstated
    case .max: return limit
    case .number(let length):
      let type = ["char", "character", "nchar", "bpchar"].contains(name) ? "char" : "varchar"
      if length < 1 { throw SQLError(.invalidParameter, "length for type \(type) must be at least 1") }
      if length > limit {
        throw SQLError(
          .invalidParameter, "Column length exceeds maximum allowed (maximum column length is \(limit))")
      }
      return length
    }
  }
}
