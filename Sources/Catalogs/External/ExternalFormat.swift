/// How the files of an external table are to be read: the classes that Hive names for it, and their properties.
package struct ExternalFormat: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case text, csv, json, parquet
  }

  /// `name` and `value` as they are written between the quotes.
  package struct Property: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(name: String, value: String) { (self.name, self.value) = (name, value) }
  }

  package var kind: Kind
  package var serializationLibrary: String
  package var serdeProperties: [Property]

  package init(_ kind: Kind, library: String, properties: [Property] = []) {
    self.kind = kind
    serializationLibrary = library
    serdeProperties = properties
  }

  package var inputFormat: String { kind == .parquet ? Self.parquetInput : Self.textInput }
  package var outputFormat: String { kind == .parquet ? Self.parquetOutput : Self.textOutput }

  package static let textInput = "org.apache.hadoop.mapred.TextInputFormat"
  package static let textOutput = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"
  package static let parquetInput = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
  package static let parquetOutput = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"
  package static let textLibrary = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"
  package static let csvLibrary = "org.apache.hadoop.hive.serde2.OpenCSVSerde"
  package static let jsonLibraries = [
    "org.openx.data.jsonserde.JsonSerDe", "org.apache.hive.hcatalog.data.JsonSerDe",
    "org.apache.hadoop.hive.serde2.JsonSerDe",
  ]
  package static let parquetLibrary = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
}

extension [ExternalFormat.Property] {
  /// The last of that name.
  package subscript(name: String) -> String? { last { $0.name == name }?.value }

  /// As SVV_EXTERNAL_TABLES shows them: a JSON object.
  var json: String {
    "{" + map { "\(Self.quoted($0.name)):\(Self.quoted($0.value))" }.joined(separator: ",") + "}"
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case "\u{0}"..<" ": "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}
