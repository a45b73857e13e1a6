import Catalogs
import Columnar

/// A table to export: what it is and what it holds.
package struct ExportTable: Sendable {
  package var definition: TableDefinition
  package var batches: [Batch]

  package init(definition: TableDefinition, batches: [Batch]) {
    self.definition = definition
    self.batches = batches
  }

  package init(_ entry: TableEntry) { self.init(definition: entry.definition, batches: entry.version.rows) }

  var rowCount: Int { batches.reduce(0) { $0 + $1.count } }

  var fileName: String { definition.exportName }
}

extension TableDefinition {
  /// The folder and manifest of the table: its name, after its schema's unless that is public. Bytes that are no
  /// letter, digit, `_`, `-`, `$` or `#` stand as `%2E`, so that no two tables meet and no name leads elsewhere.
  var exportName: String {
    let table = Self.encoded(name.name)
    return name.schema == "public" ? table : Self.encoded(name.schema) + "." + table
  }

  private static func encoded(_ name: String) -> String {
    var text: [UInt8] = []
    for byte in name.utf8 {
      if byte.isLetter || byte.isDigit || byte >= 0x80 || "_-$#".utf8.contains(byte) {
        text.append(byte)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += Array("%\(digits.count == 1 ? "0" : "")\(digits)".utf8)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// What an export wrote of one table.
package struct ExportedTable: Hashable, Sendable {
  package var name: String
  package var rows: Int
  package var parts: Int
  /// On the disk, all parts together.
  package var bytes: Int
}
