#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads the system's zone files (TZif, RFC 9636).
enum TimeZoneFile {
  private static let folders = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo"]

  /// What to do about an unknown zone on a machine that has no zone files at all.
  static var missingHint: String? {
    folders.contains { access($0 + "/UTC", R_OK) == 0 }
      ? nil : "No time zone files were found on this machine: install the package tzdata."
  }

  /// The zone of a name such as `America/New_York`, in any case; nil when no file has it.
  static func rules(named name: String) -> TimeZoneRules? {
    let isName = name.utf8.allSatisfy { $0.isLetter || $0.isDigit || "/_+-".utf8.contains($0) }
    guard isName, !name.isEmpty, !name.hasPrefix("/"), name.utf8.count <= 64 else { return nil }
    for folder in folders {
      for spelling in [name, capitalized(name), name.uppercased()] {
        if let bytes = read(folder + "/" + spelling) { return parse(bytes, name: spelling) }
      }
    }
    return nil
  }

  /// `america/new_york` → `America/New_York`
  private static func capitalized(_ name: String) -> String {
    var isStart = true
    let bytes = name.utf8.map { byte -> UInt8 in
      defer { isStart = !byte.isLetter }
      return isStart && byte.isLetter ? byte & ~0x20 : byte.lowercased
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The whole file, at most 64 KB; nil for folders and what cannot be read.
  private static func read(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    let capacity = 65536
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      count = 0
      while count < capacity {
        // Within the capacity: at most what is left of it.
        let got = readSome(
          file, UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]))
        if got <= 0 { break }
        count += got
      }
    }
    return bytes.isEmpty ? nil : bytes
  }

  private static func readSome(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard let start = buffer.baseAddress else { return 0 }
    #if canImport(Glibc)
      return Glibc.read(file, start, buffer.count)
    #elseif canImport(Musl)
      return Musl.read(file, start, buffer.count)
    #else
      return Darwin.read(file, start, buffer.count)
    #endif
  }

  /// Header counts of one data block.
  private struct Counts {
    let utcFlags, standardFlags, leaps, transitions, types, characters: Int

    init(_ reader: inout TZifReader) {
      utcFlags = reader.integer32()
      standardFlags = reader.integer32()
      leaps = reader.integer32()
      transitions = reader.integer32()
      types = reader.integer32()
      characters = reader.integer32()
    }

    func size(time: Int) -> Int {
      transitions * (time + 1) + types * 6 + characters + leaps * (time + 4) + standardFlags + utcFlags
    }
  }

  /// Version 2 and later: the 32-bit block is skipped, the 64-bit block read, and the rule in the footer.
  private static func parse(_ bytes: [UInt8], name: String) -> TimeZoneRules? {
    var reader = TZifReader(bytes: bytes)
    guard reader.isHeader(), reader.version >= 0x32 else { return nil }
    let old = Counts(&reader)
    reader.skip(old.size(time: 4))
    guard reader.isHeader() else { return nil }
    let counts = Counts(&reader)
    guard counts.types > 0, counts.types <= 256, reader.left >= counts.size(time: 8) else { return nil }
    let transitions = (0..<counts.transitions).map { _ in reader.integer64() }
    let indexes = (0..<counts.transitions).map { _ in Int(reader.byte()) }
    let types = (0..<counts.types).map { _ in
      (offset: reader.integer32(), isSummer: reader.byte(), name: Int(reader.byte()))
    }
    let names = (0..<counts.characters).map { _ in reader.byte() }
    reader.skip(counts.leaps * 12 + counts.standardFlags + counts.utcFlags)
    let periods = types.map { type in
      TimeZoneRules.Period(
        offset: Int64(type.offset),
        abbreviation: String(decoding: names.dropFirst(type.name).prefix { $0 != 0 }, as: UTF8.self))
    }
    guard indexes.allSatisfy({ $0 < periods.count }) else { return nil }
    return TimeZoneRules(
      name: name, transitions: transitions, periods: [periods[0]] + indexes.map { periods[$0] },
      rule: PosixZoneRule(reader.footer()))
  }
}

/// Big-endian numbers of a zone file; reads beyond the end give 0.
private struct TZifReader {
  private let bytes: [UInt8]
  private var index = 0
  private(set) var version: UInt8 = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var left: Int { bytes.count - index }

  mutating func byte() -> UInt8 {
    guard index < bytes.count else { return 0 }
    defer { index += 1 }
    return bytes[index]
  }

  mutating func skip(_ count: Int) { index = min(index + max(count, 0), bytes.count) }

  mutating func integer32() -> Int {
    Int(Int32(truncatingIfNeeded: (0..<4).reduce(0) { value, _ in value << 8 | Int(byte()) }))
  }

  mutating func integer64() -> Int64 { (0..<8).reduce(0) { value, _ in value << 8 | Int64(byte()) } }

  /// Magic, version and what is reserved.
  mutating func isHeader() -> Bool {
    let magic = (0..<4).map { _ in byte() }
    version = byte()
    skip(15)
    return magic == Array("TZif".utf8)
  }

  /// The rule between the last two line feeds.
  mutating func footer() -> String {
    skip(1)
    return String(decoding: bytes[index...].prefix { $0 != 0x0a }, as: UTF8.self)
  }
}
