import SQLTypes

/// Gzip members (RFC 1952): header, deflated data, checksum and size.
final class GzipDecoder: StreamDecoder {
  /// What comes next.
  private enum Phase {
    case magic
    case fixedFields
    case extraLength
    case extra(Int)
    case name
    case comment
    case headerChecksum
    case data
    case trailer
  }

  private struct Flags {
    let bits: UInt8
    var isKnown: Bool { bits & 0xe0 == 0 }
    var hasChecksum: Bool { bits & 0x02 != 0 }
    var hasExtra: Bool { bits & 0x04 != 0 }
    var hasName: Bool { bits & 0x08 != 0 }
    var hasComment: Bool { bits & 0x10 != 0 }
  }

  private let checksum: GzipChecksum
  private var deflate = DeflateDecoder()
  private var window = DeflateWindow()
  private var phase = Phase.magic
  private var flags = Flags(bits: 0)
  /// Of the header's bytes, then of the data.
  private var sum: UInt32 = 0
  /// Of the data, modulo 2^32.
  private var size: UInt32 = 0

  /// Errors: 58030 where the system has no library for the checksum.
  init() throws(SQLError) { checksum = try GzipChecksum() }

  func mayStart(with byte: UInt8) -> Bool { byte == 0x1f }

  func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecoderStep {
    var step = DecoderStep(taken: 0, made: 0, outcome: .goesOn)
    do throws(DeflateFault) {
      while true {
        step.made += window.deliver(UnsafeMutableRawBufferPointer(rebasing: output[step.made...]))
        guard window.pendingBytes.isEmpty else { return step }
        let rest = UnsafeRawBufferPointer(rebasing: input[step.taken...])
        guard let outcome = try goOn(rest, &step.taken) else { continue }
        step.outcome = outcome
        // What was made before the input ended is handed over first.
        if window.pendingBytes.isEmpty { return step }
        step.made += window.deliver(UnsafeMutableRawBufferPointer(rebasing: output[step.made...]))
        return step
      }
    } catch {
      step.outcome = .damaged(error.rawValue)
      return step
    }
  }

  /// One phase of a member, or a part of it: nil where the next may begin.
  private func goOn(
    _ input: UnsafeRawBufferPointer, _ taken: inout Int
  ) throws(DeflateFault) -> DecoderStep.Outcome? {
    switch phase {
    case .data: return try goOnWithData(input, &taken)
    case .trailer: return try readTrailer(input, &taken)
    default:
      let read = try readHeader(input)
      guard let read else { return .needsMore }
      sum = checksum.update(sum, UnsafeRawBufferPointer(rebasing: input[..<read]))
      taken += read
      skipAbsentFields()
      return nil
    }
  }

  private func goOnWithData(
    _ input: UnsafeRawBufferPointer, _ taken: inout Int
  ) throws(DeflateFault) -> DecoderStep.Outcome? {
    var used = 0
    let stop = try deflate.decode(input, into: &window, taken: &used)
    taken += used
    let made = window.pendingBytes
    sum = checksum.update(sum, made)
    size &+= UInt32(truncatingIfNeeded: made.count)
    switch stop {
    case .needsInput: return .needsMore
    case .windowFull: return nil
    case .end:
      phase = .trailer
      return nil
    }
  }

  private func readTrailer(
    _ input: UnsafeRawBufferPointer, _ taken: inout Int
  ) throws(DeflateFault) -> DecoderStep.Outcome? {
    guard input.count >= 4 else { return .needsMore }
    guard input.number32(at: 0) == sum else { throw .checksum }
    guard input.count >= 8 else { return .needsMore }
    guard input.number32(at: 4) == size else { throw .size }
    taken += 8
    (phase, sum, size) = (.magic, 0, 0)
    return .endOfMember
  }

  // MARK: the header

  /// Reads the field that comes next: its bytes, or nil where it is not whole; parts of texts are as good.
  private func readHeader(_ input: UnsafeRawBufferPointer) throws(DeflateFault) -> Int? {
    switch phase {
    case .magic:
      guard input.count >= 2 else { return nil }
      guard input[0] == 0x1f, input[1] == 0x8b else { throw .header }
      return found(2, .fixedFields)
    case .fixedFields: return try readFixedFields(input)
    case .extraLength:
      guard input.count >= 2 else { return nil }
      return found(2, .extra(Int(input[0]) | Int(input[1]) << 8))
    case .extra(let left):
      let count = min(left, input.count)
      if count == 0 { return nil }
      return found(count, .extra(left - count))
    case .name: return readText(input, then: .comment)
    case .comment: return readText(input, then: .headerChecksum)
    case .headerChecksum:
      guard input.count >= 2 else { return nil }
      guard UInt16(truncatingIfNeeded: sum) == UInt16(input[0]) | UInt16(input[1]) << 8 else { throw .headerChecksum }
      return found(2, .data)
    case .data, .trailer: return 0
    }
  }

  private func readFixedFields(_ input: UnsafeRawBufferPointer) throws(DeflateFault) -> Int? {
    guard input.count >= 2 else { return nil }
    guard input[0] == 8 else { throw .method }
    flags = Flags(bits: input[1])
    guard flags.isKnown else { throw .flags }
    return input.count >= 8 ? found(8, .extraLength) : nil
  }

  /// Up to a zero and with it.
  private func readText(_ input: UnsafeRawBufferPointer, then next: Phase) -> Int? {
    if let end = input.firstIndex(of: 0) { return found(end + 1, next) }
    return input.isEmpty ? nil : input.count
  }

  private func found(_ count: Int, _ next: Phase) -> Int {
    phase = next
    return count
  }

  private func skipAbsentFields() {
    if case .extraLength = phase, !flags.hasExtra { phase = .name }
    if case .extra(0) = phase { phase = .name }
    if case .name = phase, !flags.hasName { phase = .comment }
    if case .comment = phase, !flags.hasComment { phase = .headerChecksum }
    if case .headerChecksum = phase, !flags.hasChecksum { phase = .data }
    guard case .data = phase else { return }
    sum = 0
    deflate.start()
    window.startMember()
  }
}

extension UnsafeRawBufferPointer {
  /// Four bytes, the lowest first.
  fileprivate func number32(at offset: Int) -> UInt32 {
    UInt32(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
