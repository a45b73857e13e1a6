import Catalogs
import ObjectStore
import SQLTypes

/// What the properties of an external table ask of the reader that COPY has, too.
///
/// What is no value of its column's type is NULL, fields that a line lacks are NULL, and those that it has beyond the
/// columns are left out, as Hive's readers do. A text that is too long is cut, unless data handling is on for the table:
/// then it is NULL (AWS documentation, CREATE EXTERNAL TABLE, "data_cleansing_enabled").
struct ExternalOptions {
  let table: ExternalTable
  private(set) var options = CopyOptions()

  /// Errors: 22023 for a property that has no sense, 0A000 for one that is not built.
  init(_ table: ExternalTable) throws(SQLError) {
    self.table = table
    options.rules.faultsAreNull = true
    options.rules.rounding = .halfAwayFromZero
    options.rules.truncates = true
    options.fillsRecords = true
    options.ignoresSurplusFields = true
    switch table.format.kind {
    case .text: try readText()
    case .csv: try readCSV()
    case .json: try readJSON()
    case .parquet: options.format = .parquet
    }
    if table.format.kind != .parquet { try readTextProperties() }
    if table.properties["data_cleansing_enabled"]?.lowercased() == "true" { try readDataHandling() }
  }

  /// How a file is compressed: as the table says, else as its name does. Errors: 0A000 for what is not built.
  func compression(of name: String) throws(SQLError) -> Compression {
    if table.format.kind == .parquet { return .none }
    if let stated = table.properties["compression_type"]?.lowercased() {
      switch stated {
      case "none", "gzip", "bzip2": return Compression(rawValue: stated) ?? .none
      case "snappy": throw .notSupported("'compression_type'='snappy'")
      default: throw invalid("compression_type", stated)
      }
    }
    for compression in [Compression.gzip, .bzip2] where name.hasSuffix(compression.suffix) { return compression }
    for suffix in [".snappy", ".lzo", ".zst", ".deflate", ".lz4"] where name.hasSuffix(suffix) {
      throw .notSupported("Reading \(suffix) files of external tables (\(name))")
    }
    return .none
  }

  // MARK: Formats

  private mutating func readText() throws(SQLError) {
    options.format = .delimited
    options.delimiter = 1
    for property in table.format.serdeProperties {
      switch property.name {
      case "field.delim": options.delimiter = try character(property)
      // Of columns within columns, and what says nothing where there is `field.delim`.
      case "serialization.format", "collection.delim", "mapkey.delim": break
      case "line.delim" where property.value == "\n": break
      case "escape.delim" where property.value == "\\": options.hasEscapes = true
      case "serialization.null.format": options.rules.nullText = Array(property.value.utf8)
      default: throw notBuilt(property)
      }
    }
  }

  private mutating func readCSV() throws(SQLError) {
    options.format = .csv
    options.delimiter = UInt8(ascii: ",")
    // No text stands for NULL: no field of UTF-8 is this byte.
    options.rules.nullText = [0xff]
    for property in table.format.serdeProperties {
      switch property.name {
      case "separatorChar": options.delimiter = try character(property)
      case "quoteChar": options.quote = try character(property)
      // Files with backslashes are refused when they are read.
      case "escapeChar" where property.value == "\\": break
      case "wholeFile", "serialization.format": break
      default: throw notBuilt(property)
      }
    }
  }

  private mutating func readJSON() throws(SQLError) {
    options.format = .json(.autoIgnoringCase)
    for property in table.format.serdeProperties {
      switch (property.name, property.value.lowercased()) {
      case ("paths", _), ("serialization.format", _), ("case.insensitive", "true"): break
      case ("dots.in.keys", "false"), ("ignore.malformed.json", "false"), ("strip.outer.array", "false"): break
      default: throw notBuilt(property)
      }
    }
  }

  // MARK: TABLE PROPERTIES

  private mutating func readTextProperties() throws(SQLError) {
    if let lines = table.properties["skip.header.line.count"] {
      guard let count = Int(lines), 0...Int(Int32.max) ~= count else { throw invalid("skip.header.line.count", lines) }
      options.headerLines = count
    }
    if let text = table.properties["serialization.null.format"] { options.rules.nullText = Array(text.utf8) }
  }

  private mutating func readDataHandling() throws(SQLError) {
    switch handling("surplus_char_handling") {
    case "SET_TO_NULL" where table.format.kind != .parquet: options.rules.truncates = false
    case "TRUNCATE", "DISABLED": break
    case let other: throw notBuilt(ExternalFormat.Property(name: "surplus_char_handling", value: other))
    }
    switch handling("invalid_char_handling") {
    case "REPLACE": options.rules.replacement = try replacement()
    case "SET_TO_NULL" where table.format.kind != .parquet: break
    case "DISABLED": break
    case let other: throw notBuilt(ExternalFormat.Property(name: "invalid_char_handling", value: other))
    }
    for name in ["numeric_overflow_handling", "column_count_mismatch_handling"] {
      let action = handling(name)
      guard ["SET_TO_NULL", "DISABLED"].contains(action) else {
        throw notBuilt(ExternalFormat.Property(name: name, value: action))
      }
    }
  }

  private func handling(_ name: String) -> String {
    table.properties[name]?.uppercased() ?? (table.format.kind == .parquet ? "DISABLED" : "SET_TO_NULL")
  }

  private func replacement() throws(SQLError) -> UInt8 {
    let text = table.properties["replacement_char"] ?? "?"
    guard text.utf8.count == 1, let byte = text.utf8.first, 1..<0x80 ~= byte else {
      throw invalid("replacement_char", text)
    }
    return byte
  }

  // MARK: Errors

  private func character(_ property: ExternalFormat.Property) throws(SQLError) -> UInt8 {
    guard property.value.utf8.count == 1, let byte = property.value.utf8.first, byte < 0x80, byte != 0x0a else {
      throw invalid(property.name, property.value)
    }
    return byte
  }

  private func invalid(_ name: String, _ value: String) -> SQLError {
    SQLError(.invalidParameter, "invalid value for '\(name)': \"\(value)\"")
  }

  private func notBuilt(_ property: ExternalFormat.Property) -> SQLError {
    .notSupported("'\(property.name)'='\(property.value)'")
  }
}

extension ExternalTable {
  /// Errors: 22023 and 0A000 for properties and a location that no scan could follow.
  package func check() throws(SQLError) {
    _ = try ExternalOptions(self).compression(of: "")
    for location in [location] + partitions.map(\.location) {
      guard case .s3 = try Location(location) else {
        throw SQLError(.invalidParameter, "invalid location '\(location)': external tables lie in S3")
      }
    }
    for column in columns + partitionColumns { try column.checkExternal() }
  }
}

extension ColumnDefinition {
  /// Types that files of external tables have.
  fileprivate func checkExternal() throws(SQLError) {
    switch type {
    case .smallint, .integer, .bigint, .decimal, .real, .double, .boolean, .char, .varchar, .charIgnoringCase,
      .varcharIgnoringCase, .date, .timestamp, .varbyte:
      break
    default: throw .notSupported("A column of type \(type) in an external table (\"\(name)\")")
    }
  }
}
