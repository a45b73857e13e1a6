import Foundation
import ObjectStore
import SQLTypes
import TestSupport
import Testing

/// What is lzop's own: kinds of headers and blocks, its checksums, and its library that may be missing.
@Suite struct LzopTests {
  private static let text = Array((0..<400).map { "\($0)|row \($0 * 7919 % 1000)|1.5\n" }.joined().utf8)

  private func fault(_ bytes: [UInt8]) -> String? {
    let error = #expect(throws: SQLError.self) { try CompressionTests.decompress(bytes, .lzop) }
    #expect(error?.state == .internalError)
    return error.map { $0.message.replacingOccurrences(of: "cannot decompress s3://b/x: ", with: "") }
  }

  /// Made by the command lzop 1.04: -1, -9, --crc32 -CC, -F, -CC of a pipe, and of three files.
  @Test(
    .enabled(if: LzopFile.isInstalled, LzopFile.reason),
    arguments: ["fast", "small", "crc", "unchecked", "nameless", "members"], [1, 7, 1 << 20])
  func filesOfTheCommand(_ name: String, _ pieces: Int) throws {
    let path = Repository.path("Fixtures/s3/bucket/compression/lzop_kinds/\(name).lzo")
    let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(try CompressionTests.decompress(bytes, .lzop, pieces: pieces) == Self.text)
    #expect(try CompressionTests.decompress(bytes + [0, 0] + bytes, .lzop, room: 100) == Self.text + Self.text)
  }

  @Test(
    .enabled(if: LzopFile.isInstalled, LzopFile.reason), arguments: [0, 1, 3, 0x100, 0x303, 0x1000, 0x41, 0x1341],
    [0x0900, 0x0940, 0x1040])
  func headersAndChecksums(_ flags: Int, _ version: Int) throws {
    var file = LzopFile()
    file.flags = UInt32(flags)
    file.version = UInt16(version)
    file.extra = Array("an extra field".utf8)
    file.blockSize = 1000
    var random = SeededGenerator()
    let noise = (0..<3000).map { _ in UInt8(random.below(256)) }
    let packed = file.packed(Self.text + noise)
    for pieces in [1, 64, 1 << 20] {
      let found = try CompressionTests.decompress(packed, .lzop, pieces: pieces)
      #expect(found == Self.text + noise, "seed \(random.seed)")
    }
  }

  /// Each checksum is compared: with one bit of it changed nothing is read, without it any block passes.
  @Test(
    .enabled(if: LzopFile.isInstalled, LzopFile.reason),
    arguments: [(1, false), (0x100, false), (2, true), (0x200, true)])
  func checksumsAreCompared(_ flag: UInt32, _ isPacked: Bool) throws {
    var file = LzopFile()
    file.flags = flag
    var packed = file.packed(Self.text)
    packed[file.header.count + 8] ^= 1
    #expect(fault(packed) == "its data is damaged (a \(isPacked ? "packed " : "")block's checksum is wrong)")
  }

  @Test(.enabled(if: LzopFile.isInstalled, LzopFile.reason)) func headersThatAreNotRead() throws {
    var file = LzopFile()
    for flags in [1, 0x1001, 0x41] as [UInt32] {
      file.flags = flags
      var packed = file.packed(Self.text)
      packed[file.header.count - 1] ^= 1
      #expect(fault(packed) == "its data is damaged (a header's checksum is wrong)")
    }
    file = LzopFile()
    file.version = 0x08ff
    #expect(fault(file.packed(Self.text)) == "its data is damaged (its version is wrong)")
    file = LzopFile()
    file.method = 128
    #expect(fault(file.packed(Self.text)) == "its method 128 is none of LZO1X")
    file = LzopFile()
    file.flags = 0x801
    #expect(fault(file.packed(Self.text)) == "it is made with --filter, which COPY does not read")
    file = LzopFile()
    file.flags = 0x41
    file.extra = [UInt8](repeating: 0, count: 65537)
    #expect(fault(file.packed(Self.text)) == "its data is damaged (a header's extra field is too long)")
  }

  @Test(.enabled(if: LzopFile.isInstalled, LzopFile.reason)) func sizesHaveTheirBounds() throws {
    let start = LzopFile().header
    let cases: [([UInt8], String)] = [
      ([4, 0, 0, 1, 0, 0, 0, 9, 0, 0, 0, 0], "a block of 67108865 bytes, of at most 67108864"),
      ([255, 255, 255, 255, 0, 0, 0, 9, 0, 0, 0, 0], "a block of 4294967295 bytes, of at most 67108864"),
      ([0, 0, 0, 9, 0, 0, 0, 10, 0, 0, 0, 0], "a block's packed size is 10"),
      ([0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0], "a block's packed size is 0"),
      ([0, 0, 0, 9, 0, 0, 0, 3, 0, 0, 0, 0, 17, 0, 0], "a block does not become what its head says"),
      ([0, 0, 0, 9, 0, 0, 0, 3, 0, 0, 0, 0, 255, 255, 255], "a block does not become what its head says"),
    ]
    for (bytes, words) in cases { #expect(fault(start + bytes) == "its data is damaged (\(words))") }
    // The largest block there may be is only cut short.
    #expect(fault(start + [4, 0, 0, 0, 3, 255, 255, 255, 0, 0, 0, 0, 1]) == "it ends in the middle of its data")
  }

  @Test(.enabled(if: !LzopFile.isInstalled, "liblzo2 is installed")) func withoutTheLibrary() {
    let error = #expect(throws: SQLError.self) { try CompressionTests.decompress(Self.text, .lzop) }
    #expect(error?.description == "0A000 lzop needs the system library liblzo2, which is not installed")
  }

  @Test func isNeverWritten() {
    let error = #expect(throws: SQLError.self) { try CompressedWriter(Collected(), .lzop) }
    #expect(error?.description == "0A000 writing LZOP is not supported yet")
  }
}
