import ObjectStore

/// How a load folder is written (CommandLine.md "Load folders").
package struct ExportOptions: Hashable, Sendable {
  package enum Format: String, Hashable, Sendable, CaseIterable {
    case csv, tsv
  }

  package var format = Format.csv
  /// A line of column names at the start of each file.
  package var hasHeader = false
  package var compression = Compression.none
  /// Files a table; nil chooses by size.
  package var parts: Int?
  /// Slices of the cluster that will load the files: large tables get a multiple of them.
  package var slices = 4
  /// `s3://bucket/prefix/`: what the manifests and COPY statements name. Without it they name files by their paths from
  /// the folder itself, so that localshift reads the folder back wherever it lies.
  package var s3Prefix: String?

  package init() {}

  var delimiter: UInt8 { format == .csv ? UInt8(ascii: ",") : 0x09 }
  var suffix: String { ".\(format.rawValue)" + compression.suffix }
}
