import Foundation
import SQLTypes
import TestSupport
import Testing

@testable import ObjectStore

/// The decoder of gzip against zlib: the same bytes, the same words for what is wrong, whatever the pieces.
@Suite struct GzipDecoderTests {
  private let zlib: ZlibReference

  init() throws { zlib = try #require(ZlibReference()) }

  /// Feeds pieces of `input` as `CompressedReader` does: up to the member's end, a fault, or the end of the input.
  private func inflate(_ input: [UInt8], _ random: inout SeededGenerator) throws -> ZlibReference.Answer {
    let decoder = try GzipDecoder()
    var answer = ZlibReference.Answer()
    let isLong = input.count > 10_000
    var room = [UInt8](repeating: 0, count: random.pick(isLong ? [3000, 1 << 18] : [1, 7, 300, 4096]))
    let pieces = random.pick(isLong ? [100, 1 << 14] : [1, 3, 17, 700])
    var (used, known) = (0, 0)
    while true {
      let piece = known - used
      let step = room.withUnsafeMutableBytes { room in
        input.withUnsafeBytes { decoder.decode(UnsafeRawBufferPointer(rebasing: $0[used..<known]), into: room) }
      }
      answer.bytes += room[..<step.made]
      used += step.taken
      switch step.outcome {
      case .endOfMember:
        answer.isAtEnd = true
        return answer
      case .damaged(let words):
        answer.fault = words
        return answer
      case .wrongMagic, .refused: Issue.record("no outcome of gzip")
      case .goesOn: if step.made == room.count { continue }
      case .needsMore: break
      }
      #expect(step.taken <= piece)
      if step.made == room.count { continue }
      if known == input.count { return answer }
      known = min(input.count, known + random.int(1...pieces))
    }
  }

  /// Words, runs, noise, and what comes back from near and far.
  private func plain(_ size: Int, _ random: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    let letters = 1 + random.below(random.flag() ? 4 : 256)
    while bytes.count < size {
      switch random.below(5) {
      case 0: bytes += [UInt8](repeating: UInt8(random.below(256)), count: random.below(400))
      case 1, 2: bytes += (0..<random.below(60)).map { _ in UInt8(random.below(letters)) }
      case 3: bytes += (0..<random.below(200)).map { _ in UInt8(random.below(1 + random.below(256))) }
      default:
        let back = 1 + random.below(min(max(1, bytes.count), random.pick([3, 9, 20, 500, 33_000])))
        for _ in 0..<random.below(300) where back <= bytes.count { bytes.append(bytes[bytes.count - back]) }
      }
    }
    return Array(bytes.prefix(size))
  }

  private func packed(_ plain: [UInt8], _ random: inout SeededGenerator) throws -> [UInt8] {
    let target = Collected()
    let sink: any ByteSink =
      random.below(4) == 0
      ? try Compression.gzip.sink(into: target)
      : try CompressedWriter(target, .gzip, level: 1 + random.below(9))
    try sink.write(plain)
    try sink.finish()
    return target.bytes
  }

  @Test func membersAreInflatedAsByZlib() throws {
    var random = SeededGenerator()
    for round in 0..<30 {
      let plain = plain(random.pick([0, 1, 40, 3000, 70_000, 300_000]), &random)
      let packed = try packed(plain, &random)
      let found = try inflate(packed, &random)
      // Large ones may be cut into several members.
      #expect(found.isAtEnd && !found.bytes.isEmpty == !plain.isEmpty, "round \(round), seed \(random.seed)")
      let isSame = found.bytes == zlib.inflate(packed).bytes && plain.starts(with: found.bytes)
      #expect(isSame, "round \(round), seed \(random.seed)")
    }
  }

  /// Damaged and cut members: what was made before is made here too, and the fault is the same.
  @Test func faultsAreThoseOfZlib() throws {
    var random = SeededGenerator()
    var words: Set<String> = []
    let wanted = Set([DeflateFault.blockType, .distance, .checksum, .codeLengthCodes].map(\.rawValue))
    var round = 0
    // The rare ones may take more rounds than 600.
    while round < 600 || round < 6000 && !wanted.isSubset(of: words) {
      round += 1
      var packed = try packed(plain(random.pick([30, 300, 5000]), &random), &random)
      let isNear = random.flag()
      for _ in 0..<random.int(1...3) {
        packed[random.below(isNear ? min(packed.count, 90) : packed.count)] ^= 1 << UInt8(random.below(8))
      }
      if random.below(3) == 0 { packed = Array(packed.prefix(random.below(packed.count))) }
      check(packed, &random, &words, "round \(round)")
    }
    #expect(wanted.isSubset(of: words), "seed \(random.seed)")
  }

  /// Bits without a sense behind a header that has one: every fault that a block's header may have.
  @Test func noiseIsRefusedAsByZlib() throws {
    var random = SeededGenerator()
    var words: Set<String> = []
    for round in 0..<4000 {
      let flags: UInt8 = random.below(3) == 0 ? UInt8(random.below(64)) : 0
      var bytes: [UInt8] = [0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3]
      bytes += (0..<random.below(120)).map { _ in UInt8(random.below(256)) }
      if flags == 0, bytes.count > 10 { bytes[10] = bytes[10] & 0xf8 | UInt8(random.pick([1, 3, 4, 5, 5, 5, 5, 7])) }
      check(bytes, &random, &words, "round \(round)")
    }
    for fault in [DeflateFault.storedLengths, .symbolCount, .codeLengthCodes, .blockType, .headerChecksum] {
      #expect(words.contains(fault.rawValue), "\(fault), seed \(random.seed)")
    }
  }

  private func check(
    _ packed: [UInt8], _ random: inout SeededGenerator, _ words: inout Set<String>, _ what: String
  ) {
    let wanted = zlib.inflate(packed)
    guard let found = try? inflate(packed, &random) else { return }
    #expect(found.fault == wanted.fault && found.isAtEnd == wanted.isAtEnd, "\(what), seed \(random.seed)")
    #expect(wanted.bytes.starts(with: found.bytes), "\(what), seed \(random.seed)")
    if wanted.fault == nil { #expect(found.bytes == wanted.bytes, "\(what), seed \(random.seed)") }
    if let fault = wanted.fault { words.insert(fault) }
  }

  /// Sizes that only one code in a hundred blocks has: all there are, from code lengths told by hand.
  @Test func codesOfAnyLengthsAreThoseOfZlib() throws {
    var random = SeededGenerator()
    var words: Set<String> = []
    for round in 0..<400 {
      var block = BitWriter()
      block.write(random.flag() ? 5 : 4, 3)
      let (lengths, distances) = (random.int(257...286), random.int(1...30))
      block.write(lengths - 257, 5)
      block.write(distances - 1, 5)
      block.write(15, 4)
      // Sixteen codes of four bits: each length as itself, first bit first.
      for symbol in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] {
        block.write(symbol < 16 ? 4 : 0, 3)
      }
      let sizes = random.below(4) == 0 ? noise(lengths, &random) : complete(lengths, &random)
      for size in sizes + (random.below(4) == 0 ? noise(distances, &random) : complete(distances, &random)) {
        block.write(Int(UInt8(size).reversed >> 4), 4)
      }
      for _ in 0..<random.below(400) { block.write(random.below(256), 8) }
      check([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3] + block.bytes, &random, &words, "round \(round)")
    }
    for fault in [DeflateFault.lengthCodes, .distanceCodes, .noEndOfBlock, .distance, .distanceCode] {
      #expect(words.contains(fault.rawValue), "\(fault), seed \(random.seed)")
    }
  }

  /// A match may begin with the member's first byte and not before, where there is input enough for the fast path.
  @Test(arguments: 1...3, [0, 1]) func distancesEndAtTheMember(_ literals: Int, _ excess: Int) throws {
    var random = SeededGenerator()
    var words: Set<String> = []
    var block = BitWriter()
    block.write(3, 3)
    // Fixed codes, first bit first: "a" is 10010001, a length of 3 is 0000001, a distance below 5 is itself less one.
    for _ in 0..<literals { block.write(0b1000_1001, 8) }
    block.write(0b100_0000, 7)
    block.write(Int(UInt8(literals + excess - 1).reversed >> 3), 5)
    for _ in 0..<1000 { block.write(0, 8) }
    let member = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3] + block.bytes
    for _ in 0..<20 { check(member, &random, &words, "\(literals) and \(excess)") }
    #expect(words == [excess == 0 ? DeflateFault.checksum.rawValue : DeflateFault.distance.rawValue])
  }

  private func noise(_ count: Int, _ random: inout SeededGenerator) -> [Int] {
    let most = random.int(0...15)
    return (0..<count).map { _ in random.below(most + 1) }
  }

  /// Lengths of codes that fill all there is: one code of no bits, split again and again.
  private func complete(_ count: Int, _ random: inout SeededGenerator) -> [Int] {
    var sizes = [0]
    for _ in 0..<random.int(0...count - 1) {
      let index = random.below(4) == 0 ? sizes.count - 1 : random.below(sizes.count)
      guard sizes[index] < 15 else { continue }
      sizes[index] += 1
      sizes.append(sizes[index])
    }
    if sizes == [0], random.flag() { sizes = [1] }
    sizes += [Int](repeating: 0, count: count - sizes.count)
    sizes.shuffle(using: &random)
    if count > 256, sizes[256] == 0, let index = sizes.firstIndex(where: { $0 > 0 }) { sizes.swapAt(256, index) }
    return sizes
  }
}

/// Bits put together, the lowest of each byte first.
private struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var count = 0

  mutating func write(_ value: Int, _ bits: Int) {
    for bit in 0..<bits {
      if count & 7 == 0 { bytes.append(0) }
      bytes[count >> 3] |= UInt8(value >> bit & 1) << UInt8(count & 7)
      count += 1
    }
  }
}

extension UInt8 {
  /// The same bits from the last to the first.
  fileprivate var reversed: UInt8 { (0..<8).reduce(0) { $0 << 1 | self >> UInt8($1) & 1 } }
}
