import Formats

/// What tells two faults of one rule apart, in sixteen bytes: with the rule it is the fault again.
///
///     "12y" in an INTEGER column     rule: an invalid digit, Integer     details: position 2, byte y
struct FaultDetails: BitwiseCopyable, Hashable, Sendable {
  var first: UInt64 = 0
  var second: UInt64 = 0

  init(_ first: UInt64 = 0, _ second: UInt64 = 0) { (self.first, self.second) = (first, second) }

  /// A place, and the byte there if there is one: in any record they are less than four bytes.
  @inline(__always)
  init(_ byte: UInt8?, at position: Int) {
    self.init(UInt64(truncatingIfNeeded: position) << 9 | (byte.map { UInt64($0) + 1 } ?? 0))
  }

  /// A place in a text, or at its end.
  @inline(__always)
  init(_ text: UnsafeRawBufferPointer, at position: Int) {
    self.init(position < text.count ? text[position] : nil, at: position)
  }

  /// Of what is less than four bytes.
  init(narrow: UInt32) { self.init(UInt64(narrow)) }

  var position: Int { Int(truncatingIfNeeded: first >> 9) }
  var byte: UInt8? { first & 0x1ff == 0 ? nil : UInt8(truncatingIfNeeded: first & 0x1ff - 1) }
}

extension RowFault {
  /// What `rule` leaves out.
  @inline(__always)
  var details: FaultDetails {
    switch self {
    case .field(let fault): fault.details
    case .record(.nul(let byte, let location)): FaultDetails(byte, at: location)
    case .record(.json(_, let byte, let location)): FaultDetails(byte, at: location)
    case .record, .encoding: FaultDetails()
    }
  }

  /// The fault of which this is the rule.
  func with(_ details: FaultDetails) -> RowFault {
    switch self {
    case .field(let rule): .field(rule.with(details))
    case .record(.nul): .record(.nul(after: details.byte ?? 0, location: details.position))
    case .record(.json(let fault, _, _)): .record(.json(fault, details.byte, location: details.position))
    case .record, .encoding: self
    }
  }
}

extension FieldFault {
  /// What `rule` leaves out.
  @inline(__always)
  var details: FaultDetails {
    switch self {
    case .digit(let byte, let position, _): FaultDetails(byte, at: Int(position))
    case .utf8(let bytes, let code): FaultDetails(bytes.word, UInt64(code))
    case .multibyte(let bytes, let next): FaultDetails(bytes.word, next.word)
    default: FaultDetails()
    }
  }

  /// The fault of which this is the rule.
  func with(_ details: FaultDetails) -> FieldFault {
    switch self {
    case .digit(_, _, let type):
      .digit(details.byte, position: UInt32(truncatingIfNeeded: details.position), type)
    case .utf8: .utf8(ByteRun(word: details.first), code: UInt8(truncatingIfNeeded: details.second))
    case .multibyte: .multibyte(ByteRun(word: details.first), next: ByteRun(word: details.second))
    default: self
    }
  }
}
