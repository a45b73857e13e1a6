import ObjectStore
import SQLSyntax
import SQLTypes

/// What the clauses of an UNLOAD ask for, checked: each is known, none twice, no two of them clash (copy.md part 9).
///
/// Clauses that matter only to S3 (credentials, REGION, encryption by the service) are checked for their form;
/// `withoutEffect` names them.
package struct UnloadOptions: Hashable, Sendable {
  package enum Format: Hashable, Sendable {
    case delimited
    case csv
    /// Characters of each column.
    case fixedWidth([Int])
    case json
  }

  package enum Overwriting: Hashable, Sendable {
    case refused
    /// ALLOWOVERWRITE
    case allowed
    /// CLEANPATH
    case cleaned
  }

  package enum ManifestForm: Hashable, Sendable {
    case plain, verbose
  }

  static let sizes = 5 << 20...6_657_199_308

  package var format = Format.delimited
  package var delimiter = UInt8(ascii: "|")
  package var hasEscapes = false
  package var addsQuotes = false
  package var hasHeader = false
  /// NULL AS; nothing in delimited text and CSV, blanks in fixed width.
  package var nullText: [UInt8] = []
  package var compression = Compression.none
  /// PARALLEL ON: a file a slice, at least.
  package var isParallel = true
  /// Bytes of a file, at most: 6.2 GB without MAXFILESIZE.
  package var fileLimit = UnloadOptions.sizes.upperBound
  /// PARTITION BY
  package var partitionColumns: [String] = []
  /// INCLUDE: the partition columns are in the files too.
  package var keepsPartitionColumns = false
  package var manifest: ManifestForm?
  package var overwriting = Overwriting.refused
  /// EXTENSION, in place of the compression's.
  package var fileExtension: String?
  /// Clauses that were checked and change nothing here, as the grammar prints them.
  package var withoutEffect: [String] = []

  package init() {}

  /// What file names end in.
  package var suffix: String { fileExtension.map { "." + $0 } ?? compression.suffix }
}
