import Formats
import SQLTypes

/// Why a field does not become a value (copy.md 8.1), as the facts its words are made of: of a hundred thousand refused
/// rows somebody reads three.
enum FieldFault: Error, Hashable, BitwiseCopyable {
  case missingData
  case indexOutOfRange, notAnObject
  /// The line ends before the field.
  case noDelimiter
  case unknownBoolean
  case stringTooLong, charTooLong
  case nullByte
  case invalidSketch, notJSON, superStringTooLong, superTooDeep
  case oddHexadecimal
  /// A date shorter than any in its layout.
  case dateTooShort
  /// A date, time or interval that is none, or not in its column's format.
  case datetime(DataType)
  /// A byte that is no digit, nil at the end of the text; its position counts from 0.
  case digit(UInt8?, position: UInt32, DataType)
  /// A sequence that is no UTF-8, with Redshift's sub-code.
  case utf8(ByteRun, code: UInt8)
  /// A character in a CHAR column, and the whole one that follows where it is broken.
  case multibyte(ByteRun, next: ByteRun)
  /// A whole number that does not fit into its column.
  case integerRange(DataType)
  /// Another number that does not: 1204 is COPY's code for what is out of range for its type.
  case range(DataType)

  static func invalidDigit(in text: UnsafeRawBufferPointer, at position: Int, _ type: DataType) -> FieldFault {
    .digit(position < text.count ? text[position] : nil, position: UInt32(truncatingIfNeeded: position), type)
  }

  static func badUTF8(_ fault: UTF8Fault, in text: UnsafeRawBufferPointer) -> FieldFault {
    .utf8(ByteRun(text[fault.offset..<fault.offset + fault.length]), code: UInt8(truncatingIfNeeded: fault.code))
  }

  static func loneSurrogate(_ error: JSONText.LoneSurrogate) -> FieldFault {
    error.bytes.withUnsafeBytes { bytes in
      UTF8Check.firstFault(in: bytes).map { badUTF8($0, in: bytes) } ?? .stringTooLong
    }
  }

  /// The same for all values that break the rule.
  var rule: FieldFault {
    switch self {
    case .digit(_, _, let type): .digit(nil, position: 0, type)
    case .utf8: .utf8(ByteRun(), code: 0)
    case .multibyte: .multibyte(ByteRun(), next: ByteRun())
    default: self
    }
  }
}

/// Up to seven bytes, in place.
struct ByteRun: Hashable, BitwiseCopyable, Sendable, Sequence, IteratorProtocol {
  /// The bytes, the first lowest; their count stands above them.
  private(set) var word: UInt64 = 0

  init() {}

  /// Of a word that was a run's.
  init(word: UInt64) { self.word = word }

  /// The first seven of the bytes: no sequence of UTF-8 has more than six.
  init(_ bytes: some Sequence<UInt8>) {
    var (bits, count): (UInt64, UInt64) = (0, 0)
    for byte in bytes.prefix(7) {
      bits |= UInt64(byte) << (count * 8)
      count += 1
    }
    word = bits | count << 56
  }

  var isEmpty: Bool { word == 0 }

  mutating func next() -> UInt8? {
    guard !isEmpty else { return nil }
    let (count, bits) = (word >> 56, word & 0xff_ffff_ffff_ffff)
    word = bits >> 8 | (count - 1) << 56
    return UInt8(truncatingIfNeeded: bits)
  }
}
