import Formats
import Foundation
import ObjectStore
import SQLTypes
import System
import TestSupport
import Testing

/// What bzip2, zstd, gzip and lzop (where its library is installed) share: streams of several members, cut, damaged and
/// foreign ones.
@Suite struct CompressionTests {
  static let built: [Compression] = [.gzip, .bzip2, .zstd]
  static let readable = built + (LzopFile.isInstalled ? [.lzop] : [])
  static let text = Array(String(repeating: "{\"artist\": \"Beyoncé\", \"n\": 12345}\n", count: 5000).utf8)

  static func compress(_ bytes: [UInt8], _ compression: Compression, level: Int? = nil) throws -> [UInt8] {
    if compression == .lzop { return LzopFile().packed(bytes) }
    let target = Collected()
    let writer = try CompressedWriter(target, compression, level: level)
    try bytes.withUnsafeBytes { try writer.write($0) }
    try writer.finish()
    #expect(target.isFinished)
    return target.bytes
  }

  static func decompress(
    _ bytes: [UInt8], _ compression: Compression, pieces: Int = 1000, room: Int = 4096
  ) throws -> [UInt8] {
    let reader = try CompressedReader(Pieces(bytes: bytes[...], size: pieces), compression, name: "s3://b/x")
    var found: [UInt8] = []
    var memory = [UInt8](repeating: 0, count: room)
    while true {
      let count = try memory.withUnsafeMutableBytes { try reader.read(into: $0) }
      if count == 0 { return found }
      found += memory[..<count]
    }
  }

  @Test(arguments: readable, [(1, 1), (1, 4096), (7, 3), (1000, 1 << 20), (1 << 20, 64)])
  func roundTrip(compression: Compression, sizes: (pieces: Int, room: Int)) throws {
    let packed = try Self.compress(Self.text, compression)
    #expect(packed.count < Self.text.count / 10)
    #expect(packed == (try Self.compress(Self.text, compression)))
    let found = try Self.decompress(packed, compression, pieces: sizes.pieces, room: sizes.room)
    #expect(found == Self.text)
  }

  @Test(arguments: readable, [1, 6, 100]) func emptyAndIncompressible(compression: Compression, level: Int) throws {
    #expect(try Self.decompress(Self.compress([], compression, level: level), compression) == [])
    #expect(try Self.decompress([], compression) == [])
    #expect(try Self.decompress([0, 0, 0], compression) == [])
    var generator = SystemRandomNumberGenerator()
    let noise = (0..<1_000_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let packed = try Self.compress(noise, compression, level: level)
    #expect(try Self.decompress(packed, compression, pieces: 65536) == noise)
  }

  @Test(arguments: readable) func membersFollowEachOther(compression: Compression) throws {
    let one = try Self.compress(Array("one\n".utf8), compression)
    let two = try Self.compress(Array("two\n".utf8), compression)
    let none = try Self.compress([], compression)
    for pieces in [1, 5, 1000] {
      let found = try Self.decompress(one + two + none + [0, 0, 0] + one + [0, 0], compression, pieces: pieces)
      #expect(found == Array("one\ntwo\none\n".utf8))
    }
  }

  @Test(arguments: ["junk", "B", "BZ", "BZh", "BX and more", "\n", "BZhx"])
  func whatFollowsBzip2IsIgnored(_ tail: String) throws {
    let packed = try Self.compress(Self.text, .bzip2)
    for pieces in [1, 3, 1000] {
      #expect(try Self.decompress(packed + packed + Array(tail.utf8), .bzip2, pieces: pieces) == Self.text + Self.text)
    }
  }

  @Test func zstdFramesThatAreToBeSkipped() throws {
    let one = try Self.compress(Array("one\n".utf8), .zstd)
    let skipped: [UInt8] = [0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 7, 8, 9]
    for pieces in [1, 1000] {
      let found = try Self.decompress(skipped + one + skipped + one, .zstd, pieces: pieces)
      #expect(found == Array("one\none\n".utf8))
    }
  }

  @Test(arguments: readable) func faultsNameTheObject(compression: Compression) throws {
    let packed = try Self.compress(Self.text, compression)
    var damaged = packed
    for place in packed.count / 2..<packed.count / 2 + 4 { damaged[place] ^= 0x5a }
    let other = try Self.compress(Self.text, compression == .gzip ? .zstd : .gzip)
    let wrongMagic = "it does not start as \(compression.rawValue) data does"
    var cases: [([UInt8], String)] = [
      (Array("{\"a\": 1}\n".utf8), wrongMagic), (Array("\n".utf8), wrongMagic), (other, wrongMagic),
      ([packed[0]], "it ends in the middle of its data"), (damaged, "its data is damaged ("),
    ]
    // What stands behind bzip2's last stream is ignored, as by the tool.
    if compression != .bzip2 { cases.append((packed + Array("junk".utf8), wrongMagic)) }
    for (bytes, words) in cases {
      let error = #expect(throws: SQLError.self) { try Self.decompress(bytes, compression) }
      #expect(error?.message.hasPrefix("cannot decompress s3://b/x: \(words)") == true, "\(error?.message ?? "")")
      #expect(error?.state == .internalError)
      #expect(error?.hint?.contains("with \(compression.clause) every file") == true)
    }
    for cut in stride(from: 1, to: packed.count, by: 11) {
      let error = #expect(throws: SQLError.self) { try Self.decompress(Array(packed[..<cut]), compression) }
      #expect(error?.message.hasSuffix("it ends in the middle of its data") == true, "\(cut): \(error?.message ?? "")")
    }
  }

  @Test func magicNumbersAreReadToTheirEnds() {
    for (bytes, compression) in [("BXh91AY&SY", Compression.bzip2), ("BZh0aaaaaa", .bzip2), ("(\u{7f}/+aaaa", .zstd)] {
      let error = #expect(throws: SQLError.self) { try Self.decompress(Array(bytes.utf8), compression, pieces: 1) }
      #expect(error?.message.contains("does not start as \(compression.rawValue) data") == true)
    }
  }

  /// Whatever is flipped, dropped or repeated: the text, a part of it or an error, and an end.
  @Test(arguments: readable) func damageCrashesNothing(compression: Compression) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let noise = (0..<3000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let packed = try Self.compress(Array(Self.text.prefix(20_000)) + noise, compression)
    for _ in 0..<400 {
      var bytes = packed
      for _ in 0..<Int.random(in: 1...3, using: &random) where bytes.count > 1 {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 5))
        case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 9)], at: place)
        default: bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
        }
      }
      let found = Result { try Self.decompress(bytes, compression, pieces: 333) }
      switch found {
      case .success(let found): #expect(found.count <= 3 * (20_000 + 3000), "seed \(seed)")
      case .failure(let error): #expect("\(error)".contains("cannot decompress s3://b/x"), "seed \(seed)")
      }
    }
  }

  private static func path(_ tool: String) -> String? {
    ["/bin/", "/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + tool }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// The commands read what is written here and the other way about, where they are installed.
  @Test(arguments: readable) func agreesWithTheCommands(compression: Compression) throws {
    guard let tool = Self.path(compression.rawValue) else { return }
    let folder = try TemporaryFolder()
    func run(_ arguments: String...) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: tool)
      process.arguments = ["-q"] + arguments
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    let name = folder.path + "/x" + compression.suffix
    try folder.write("x" + compression.suffix, try Self.compress(Self.text, compression))
    try run("-d", name)
    #expect(try Array(folder.read("x").utf8) == Self.text)
    try? FileManager.default.removeItem(atPath: name)
    try run("-9", folder.path + "/x")
    let packed = Array(try Data(contentsOf: URL(fileURLWithPath: name)))
    #expect(try Self.decompress(packed, compression) == Self.text)
  }

  @Test(arguments: built + [.none]) func filesThereAndBack(compression: Compression) throws {
    let folder = try TemporaryFolder()
    let sink = try compression.sink(into: OutputFile(path: folder.path + "/x" + compression.suffix))
    try Self.text.withUnsafeBytes { try sink.write($0) }
    try sink.finish()
    let object = try LocalStore().list(Location(folder.path))[0]
    #expect(object.name.hasSuffix("/x" + compression.suffix))
    var stream = try compression.stream(of: object)
    let buffer = InputBuffer(capacity: Self.text.count + 1)
    #expect(try stream.fill(buffer) == false)
    #expect(Array(buffer.bytes) == Self.text)
  }

  @Test func missingLibrariesAreNamedWithTheirPackages() {
    let packages: [(Compression, String)] = [
      (.gzip, "zlib1g"), (.bzip2, "libbz2-1.0"), (.zstd, "libzstd1"), (.lzop, "liblzo2-2"),
    ]
    for (compression, package) in packages {
      let error = SQLError.missingLibrary(compression)
      #expect(error.state == (compression == .lzop ? .featureNotSupported : .ioError))
      #expect(error.message.hasPrefix("\(compression.rawValue) needs the system library "))
      #expect(error.hint?.contains("apt-get install \(package)") == true)
    }
  }
}
