import Formats
import SQLTypes

/// liblzo2 at work on the members of lzop files, block by block (usually 256 KB; 64 MB at most, and twice that in
/// memory).
///
/// It gathers as many bytes as the header, the block's head or the block needs, and gives out what the block becomes
/// before it takes more. Checksums are zlib's.
final class LzopDecoder: StreamDecoder {
  private enum Stage { case header, head, data }

  private let library: SystemLzo
  private let zlib: SystemZlib
  private var stage = Stage.header
  private var flags = LzopFlags()
  private var block = LzopBlock()
  private let gathered = InputBuffer()
  /// So many bytes the stage needs at least.
  private var needed = LzopHeader.magic.count
  private let plain = InputBuffer(capacity: 1 << 18)
  /// Bytes of `plain` that are given out.
  private var given = 0

  init() throws(SQLError) {
    library = try SystemLzo.load()
    zlib = try SystemZlib.load()
  }

  func mayStart(with byte: UInt8) -> Bool { byte == LzopHeader.magic[0] }

  func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecoderStep {
    var step = DecoderStep(taken: 0, made: 0, outcome: .goesOn)
    do throws(LzopError) {
      while true {
        step.made += give(UnsafeMutableRawBufferPointer(rebasing: output[step.made...]))
        guard given == plain.count else { return step }
        step.taken += gather(UnsafeRawBufferPointer(rebasing: input[step.taken...]))
        guard gathered.count >= needed else { return step }
        if try finishStage() { break }
      }
      step.outcome = .endOfMember
    } catch {
      step.outcome = error.outcome
    }
    return step
  }

  private func give(_ output: UnsafeMutableRawBufferPointer) -> Int {
    let piece = UnsafeRawBufferPointer(rebasing: plain.bytes[given...].prefix(output.count))
    output.copyMemory(from: piece)
    given += piece.count
    return piece.count
  }

  private func gather(_ input: UnsafeRawBufferPointer) -> Int {
    let piece = UnsafeRawBufferPointer(rebasing: input.prefix(max(needed - gathered.count, 0)))
    gathered.append(piece)
    return piece.count
  }

  private func begin(_ next: Stage, needing count: Int) {
    stage = next
    needed = count
    gathered.count = 0
  }

  /// Whether the member ends. A stage that finds it needs more goes on.
  private func finishStage() throws(LzopError) -> Bool {
    var cursor = LzopCursor(gathered.bytes)
    switch stage {
    case .header:
      guard let header = try LzopHeader(&cursor, zlib) else {
        needed = cursor.offset
        return false
      }
      flags = header.flags
      begin(.head, needing: 4)
    case .head:
      guard let head = try LzopBlock(&cursor, flags) else {
        needed = cursor.offset
        return false
      }
      block = head
      if block.isEnd {
        begin(.header, needing: LzopHeader.magic.count)
        return true
      }
      begin(.data, needing: block.packedCount)
    case .data:
      try unpack()
      begin(.head, needing: 4)
    }
    return false
  }

  private func unpack() throws(LzopError) {
    guard block.matches(packed: gathered.bytes, zlib) else { throw .damaged("a packed block's checksum is wrong") }
    given = 0
    plain.count = 0
    if block.isStored {
      plain.append(gathered.bytes)
    } else {
      plain.reserve(block.plainCount)
      let room = UnsafeMutableRawBufferPointer(rebasing: plain.free[..<block.plainCount])
      guard library.decompress(gathered.bytes, into: room) == block.plainCount else {
        throw .damaged("a block does not become what its head says")
      }
      plain.count = block.plainCount
    }
    guard block.matches(plain: plain.bytes, zlib) else { throw .damaged("a block's checksum is wrong") }
  }
}
