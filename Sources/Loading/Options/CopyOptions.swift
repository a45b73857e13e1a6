import ObjectStore
import SQLTypes

/// What the clauses of a COPY ask for, checked: each is known, none twice, no two of them clash (copy.md 1.4).
///
/// Clauses that matter only on a cluster (credentials, REGION, COMPUPDATE, COMPROWS) are checked for their
/// form; `withoutEffect` names them.
package struct CopyOptions: Hashable, Sendable {
  package enum Format: Hashable, Sendable {
    case delimited
    case csv
    /// Characters of each field, in the order of the columns.
    case fixedWidth([Int])
    case json(JSONSource)
    case parquet
  }

  package enum JSONSource: Hashable, Sendable {
    case auto
    case autoIgnoringCase
    /// 'noshred': the whole record into one SUPER column.
    case whole
    /// Where the jsonpaths file is.
    case paths(String)
  }

  package var format = Format.delimited
  package var delimiter = UInt8(ascii: "|")
  package var quote = UInt8(ascii: "\"")
  package var hasEscapes = false
  package var removesQuotes = false
  package var fillsRecords = false
  /// Fields beyond the columns are left out: so external tables are read.
  package var ignoresSurplusFields = false
  /// SERIALIZETOJSON: columns of columnar files, nested ones too, become SUPER values.
  package var serializesToJSON = false
  package var ignoresBlankLines = false
  /// Physical lines to skip at the start of each file.
  package var headerLines = 0
  package var compression = Compression.none
  package var encoding = TextEncoding.utf8
  package var isManifest = false
  package var explicitIDs = false
  /// NOLOAD: read and check everything, load nothing.
  package var isDryRun = false
  /// The number of errors at which COPY fails; nil for IGNOREALLERRORS (copy.md part 4).
  package var errorLimit: Int? = 1
  package var rules = ConversionRules()
  /// Clauses that were checked and change nothing here, as the grammar prints them.
  package var withoutEffect: [String] = []

  package init() {}

  /// Files are read from their starts: no offset in their middle is known before all that lies before it is read.
  var readsWholeFiles: Bool { compression != .none || encoding != .utf8 }
}
