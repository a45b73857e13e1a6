import Formats
import SQLTypes

/// What a compressed stream holds: all its members (gzip, lzop), streams (bzip2) or frames (zstd) one after the other
/// (copy.md 5.4). Zeros may stand behind the last, and behind that of bzip2 anything that starts no further one, as the
/// tool ignores it (copy.md 12b).
///
/// Errors: XX000 naming the object for what is not so compressed, is damaged or ends too early.
package final class CompressedReader: ByteStream {
  private var source: any ByteStream
  private let name: String
  private let compression: Compression
  private let decoder: any StreamDecoder
  private let input = InputBuffer(capacity: 1 << 16)
  private var used = 0
  /// Inside a member, whose end must come.
  private var isInMember = false
  /// Bytes taken of the member so far.
  private var takenInMember = 0
  private var hasReadMember = false
  /// Nothing behind counts.
  private var hasEnded = false
  /// The last step filled all the room it got: there may be more to come without further input.
  private var mayHoldMore = false
  /// It goes on only with more than what is left of the input.
  private var needsMore = false

  /// Errors: 58030, or 0A000 for LZOP, where the system's library is missing.
  package init(_ source: any ByteStream, _ compression: Compression, name: String) throws(SQLError) {
    self.source = source
    self.name = name
    self.compression = compression
    decoder = try compression.decoder()
  }

  package func read(into memory: UnsafeMutableRawBufferPointer) throws(SQLError) -> Int {
    guard !memory.isEmpty else { return 0 }
    while !hasEnded {
      if (used == input.count || needsMore) && !mayHoldMore, try !refill() {
        if isInMember, !isTrailing { throw failure("it ends in the middle of its data") }
        return 0
      }
      if !isInMember, try !startMember() { return 0 }
      let count = try decode(into: memory)
      if count > 0 { return count }
    }
    return 0
  }

  /// The tool reads four bytes to tell a stream of bzip2 from what stands behind the last.
  private var isTrailing: Bool { compression == .bzip2 && hasReadMember && takenInMember < 4 }

  /// Reads on behind what is not yet used.
  private func refill() throws(SQLError) -> Bool {
    input.discard(used)
    used = 0
    needsMore = false
    return try source.read(into: input) > 0
  }

  /// False at the end of the data: nothing but zeros is left.
  private func startMember() throws(SQLError) -> Bool {
    while input.bytes[used] == 0 {
      used += 1
      if used == input.count, try !refill() { return false }
    }
    takenInMember = 0
    guard decoder.mayStart(with: input.bytes[used]) else {
      guard isTrailing else { throw wrongMagic }
      hasEnded = true
      return false
    }
    isInMember = true
    return true
  }

  /// One step of the library, which may take input without giving output.
  private func decode(into memory: UnsafeMutableRawBufferPointer) throws(SQLError) -> Int {
    let room = UnsafeMutableRawBufferPointer(rebasing: memory.prefix(1 << 30))
    let rest = UnsafeRawBufferPointer(rebasing: input.bytes[used...])
    let step = decoder.decode(rest, into: room)
    used += step.taken
    defer { takenInMember += step.taken }
    mayHoldMore = step.made == room.count
    switch step.outcome {
    case .goesOn:
      // A library that neither takes nor gives would be asked for ever.
      if step.taken == 0 && step.made == 0 && !rest.isEmpty { throw failure("its data is damaged (no progress)") }
    case .needsMore: needsMore = true
    case .endOfMember:
      isInMember = false
      mayHoldMore = false
      hasReadMember = true
    case .wrongMagic:
      guard isTrailing else { throw wrongMagic }
      hasEnded = true
    case .damaged(let reason): throw failure("its data is damaged (\(reason))")
    case .refused(let reason): throw failure(reason)
    }
    return step.made
  }

  private var wrongMagic: SQLError { failure("it does not start as \(compression.rawValue) data does") }

  private func failure(_ reason: String) -> SQLError {
    SQLError(
      .internalError, "cannot decompress \(name): \(reason)",
      hint: "with \(compression.clause) every file must be whole and compressed by \(compression.rawValue)")
  }
}
