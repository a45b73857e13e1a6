import SQLTypes
import Scheduling

/// How objects are compressed, which a COPY declares (copy.md 5.4) and an export chooses.
package enum Compression: String, Hashable, Sendable, CaseIterable {
  case none
  case gzip
  case bzip2
  case zstd
  /// Read, where the system's liblzo2 is installed; never written.
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

  /// The clause of COPY that declares it.
  package var clause: String { rawValue.uppercased() }

  /// The plain bytes of an object. Errors: 58030, or 0A000 for LZOP, without the library.
  package func stream(of object: StoredObject) throws(SQLError) -> any ByteStream {
    try stream(of: object.open())
  }

  /// The plain bytes of an object, in the quickest way. `ahead`: what stops a thread that may decompress meanwhile.
  /// Errors: 58030, or 0A000 for LZOP, without the library.
  package func stream(of reader: ObjectReader, ahead: Cancellation? = nil) throws(SQLError) -> any ByteStream {
    if self == .none { return reader.stream() }
    if self == .gzip, let content = try GzipContent(reader) { return content }
    let plain = try CompressedReader(reader.stream(), self, name: reader.name)
    guard let ahead, reader.size >= Self.smallestAhead else { return plain }
    return DecodeAhead(plain, ahead) ?? plain
  }

  /// Bytes of an object that are worth a thread.
  private static let smallestAhead = 1 << 20

  /// A sink that compresses into `target` in the quickest way; its `finish` also finishes that. `level` as the library
  /// counts them; nil for the usual one. Errors: 58030; 0A000 for what is not built.
  package func sink(into target: some ByteSink, level: Int? = nil) throws(SQLError) -> any ByteSink {
    if self == .none { return target }
    if self == .gzip, GzipPacker.isAvailable {
      return GzipMemberWriter(target, try GzipPacker(level: level ?? GzipPacker.usualLevel))
    }
    return try CompressedWriter(target, self, level: level)
  }

  func decoder() throws(SQLError) -> any StreamDecoder {
    switch self {
    case .gzip: try GzipDecoder()
    case .bzip2: try Bzip2Decoder()
    case .zstd: try ZstdDecoder()
    case .lzop: try LzopDecoder()
    case .none: throw .notSupported("reading \(clause)")
    }
  }

  /// Levels are the usual ones of the commands of these names.
  func encoder(level: Int?) throws(SQLError) -> any StreamEncoder {
    switch self {
    case .gzip: try CodecEncoder<SystemZlib>(level: level ?? GzipPacker.usualLevel)
    case .bzip2: try CodecEncoder<SystemBzip2>(level: level ?? 9)
    case .zstd: try ZstdEncoder(level: level ?? 3)
    case .none, .lzop: throw .notSupported("writing \(clause)")
    }
  }
}

extension SQLError {
  /// The system's library for `compression` is not there: 58030, but 0A000 for liblzo2, which few systems have and
  /// nothing else needs.
  package static func missingLibrary(_ compression: Compression) -> SQLError {
    let (library, packages) =
      switch compression {
      case .bzip2: ("libbz2", "apt-get install libbz2-1.0, dnf install bzip2-libs, or apk add libbz2")
      case .zstd: ("libzstd", "apt-get install libzstd1, dnf install libzstd, apk add zstd-libs, or brew install zstd")
      case .lzop: ("liblzo2", "apt-get install liblzo2-2, dnf install lzo, apk add lzo, or brew install lzo")
      default: ("zlib", "apt-get install zlib1g, dnf install zlib, or apk add zlib")
      }
    return SQLError(
      compression == .lzop ? .featureNotSupported : .ioError,
      "\(compression.rawValue) needs the system library \(library), which is not installed",
      hint: "install it: \(packages)")
  }
}
