import Catalogs
import SQLSyntax
import SQLTypes

extension ExternalFormat {
  /// What ROW FORMAT and STORED AS say. Errors: 0A000 for a format that is not built.
  package init(_ create: CreateExternalTable) throws(SQLError) {
    let isParquet = try Self.isParquet(create.fileFormat)
    switch create.rowFormat {
    case .unstated where isParquet: self.init(.parquet, library: Self.parquetLibrary)
    case .unstated: self.init(.text, library: Self.textLibrary)
    case .delimited(let fields, let lines):
      guard !isParquet else { throw Self.contradiction }
      self.init(.text, library: Self.textLibrary, properties: try Self.delimited(fields, lines))
    case .serde(let library, let properties):
      let kind = try Self.kind(of: library)
      guard isParquet == (kind == .parquet) else { throw Self.contradiction }
      self.init(kind, library: library, properties: properties.map(Property.init))
    }
  }

  private static let contradiction = SQLError.notSupported("A ROW FORMAT that contradicts STORED AS")

  private static func isParquet(_ format: CreateExternalTable.FileFormat?) throws(SQLError) -> Bool {
    switch format {
    case nil, .named("TEXTFILE")?: return false
    case .named("PARQUET")?: return true
    case .named(let name)?: throw .notSupported("STORED AS \(name)")
    case .classes(let input, _)?:
      if input == parquetInput { return true }
      guard input == textInput else { throw .notSupported("INPUTFORMAT '\(input)'") }
      return false
    }
  }

  private static func kind(of library: String) throws(SQLError) -> Kind {
    switch library {
    case textLibrary: return .text
    case csvLibrary: return .csv
    case parquetLibrary: return .parquet
    case _ where jsonLibraries.contains(library): return .json
    default: throw .notSupported("ROW FORMAT SERDE '\(library)'")
    }
  }

  /// As the properties that Hive keeps of them.
  private static func delimited(_ fields: String?, _ lines: String?) throws(SQLError) -> [Property] {
    if let lines, HiveText.resolved(lines) != "\n" {
      throw .notSupported("LINES TERMINATED BY other than a line feed")
    }
    guard let fields = fields.map(HiveText.resolved) else { return [] }
    return [Property(name: "field.delim", value: fields), Property(name: "serialization.format", value: fields)]
  }
}

extension ExternalFormat.Property {
  package init(_ written: CreateExternalTable.Property) {
    self.init(name: written.name, value: HiveText.resolved(written.value))
  }
}
