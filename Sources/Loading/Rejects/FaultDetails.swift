import Formats

/// What tells two faults of one rule apart, in sixteen bytes: with the rule it is the fault again.
///
///     "12y" in an INTEGER column     rule: an invalid digit, Integer     details: position 2, byte y
struct FaultDetails: BitwiseCopyable, Hashable, Sendable {
  var first: UInt64 = 0
  var second: UInt64 = 0

  init(_ first: UInt64 = 0, _ second: UInt64 = 0) { (self.first, self.second) = (first, second) }

  /// A place, and the byte there if there is one.
  init(_ byte: UInt8?, at position: Int) {
    self.init(UInt64(truncatingIfNeeded: position), byte.map { UInt64($0) + 1 } ?? 0)
  }

  var position: Int { Int(truncatingIfNeeded: first) }
  var byte: UInt8? { second == 0 ? nil : UInt8(truncatingIfNeeded: second - 1) }
}

extension RowFault {
  /// What `rule` leaves out.
  @inline(__always)
  var details: FaultDetails {
    switch self {
    case .field(.digit(let byte, let position, _)): FaultDetails(byte, at: Int(position))
    case .field(.utf8(let bytes, let code)): FaultDetails(bytes.word, UInt64(code))
    case .field(.multibyte(let bytes, let next)): FaultDetails(bytes.word, next.word)
    case .record(.nul(let byte, let location)): FaultDetails(byte, at: location)
    case .record(.json(_, let byte, let location)): FaultDetails(byte, at: location)
    case .field, .record, .encoding: FaultDetails()
    }
  }

  /// The fault of which this is the rule.
  func with(_ details: FaultDetails) -> RowFault {
    switch self {
    case .field(.digit(_, _, let type)):
      .field(.digit(details.byte, position: UInt32(truncatingIfNeeded: details.first), type))
    case .field(.utf8):
      .field(.utf8(ByteRun(word: details.first), code: UInt8(truncatingIfNeeded: details.second)))
    case .field(.multibyte): .field(.multibyte(ByteRun(word: details.first), next: ByteRun(word: details.second)))
    case .record(.nul): .record(.nul(after: details.byte ?? 0, location: details.position))
    case .record(.json(let fault, _, _)): .record(.json(fault, details.byte, location: details.position))
    case .field, .record, .encoding: self
    }
  }
}
