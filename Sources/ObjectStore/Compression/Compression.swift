import SQLTypes

/// How objects are compressed, which a COPY declares (copy.md 5.4) and an export chooses.
package enum Compression: String, Hashable, Sendable, CaseIterable {
  case none
  case gzip
  case bzip2
  case zstd
  case lzop

  /// What file names end in: nothing, or `.gz` and so on.
  package var suffix: String {
    switch self {
    case .none: ""
    case .gzip: ".gz"
    case .bzip2: ".bz2"
    case .zstd: ".zst"
    case .lzop: ".lzo"
    }
  }

  /// The plain bytes of an object. Errors: 58030; 0A000 for what is not built.
  package func stream(of object: StoredObject) throws(SQLError) -> any ByteStream {
    switch self {
    case .none: try object.open().stream()
    case .gzip: try Self.gzipStream(of: object.open())
    case .bzip2, .zstd, .lzop: throw .notSupported("reading \(rawValue.uppercased())")
    }
  }

  /// The quickest way to what a gzip object holds.
  package static func gzipStream(of reader: ObjectReader) throws(SQLError) -> any ByteStream {
    if let content = try GzipContent(reader) { return content }
    return try GzipReader(reader.stream(), name: reader.name)
  }

  /// A sink that compresses into `target`; its `finish` also finishes that. Errors: 58030; 0A000 for what is not built.
  package func sink(into target: some ByteSink) throws(SQLError) -> any ByteSink {
    switch self {
    case .none: target
    case .gzip: try GzipWriter(target)
    case .bzip2, .zstd, .lzop: throw .notSupported("writing \(rawValue.uppercased())")
    }
  }
}
