import Formats
import SQLTypes

/// A stream of text in some encoding as UTF-8, without its byte order mark.
///
/// What is no character becomes what is no UTF-8, so that the field it stands in is refused where it stands (1220), or
/// ACCEPTINVCHARS replaces it:
///
///     3d d8 00 de     a surrogate pair, even where a buffer ends in its middle   f0 9f 98 80
///     3d d8 41 00     a lone surrogate                                           ed a0 bd 41   (error 5)
///     41 00 42        half a character at the file's end                         41 ff         (error 3)
package final class Transcoder: ByteStream {
  private static let pieceSize = 1 << 15

  private var source: any ByteStream
  private let encoding: TextEncoding
  private let isBigEndian: Bool
  /// The file is in another encoding: the stream is empty then.
  package let mismatch: EncodingMismatch?
  private let input = InputBuffer(capacity: pieceSize)
  /// Three bytes for each two of UTF-16, two for each of ISO 8859-1, and a few for what was held back.
  private let output = InputBuffer(capacity: 2 * pieceSize + 16)
  private var used = 0
  private var isAtEnd = false

  /// Reads the start of `source`, whose errors it has.
  package init(_ source: any ByteStream, _ encoding: TextEncoding) throws(SQLError) {
    var source = source
    let input = self.input
    while input.count < 3, try source.read(into: input) > 0 {}
    self.source = source
    self.encoding = encoding
    let start = input.bytes
    mismatch = start.isEmpty ? nil : encoding.mismatch(start)
    isBigEndian = encoding.isBigEndian(start)
    if mismatch == nil { input.discard(encoding.markLength(start)) } else { isAtEnd = true }
    if mismatch == nil { transcode() }
  }

  package func read(into memory: UnsafeMutableRawBufferPointer) throws(SQLError) -> Int {
    guard !memory.isEmpty else { return 0 }
    while used == output.count {
      if isAtEnd { return 0 }
      try refill()
    }
    let piece = UnsafeRawBufferPointer(rebasing: output.bytes[used...].prefix(memory.count))
    memory.copyMemory(from: piece)
    used += piece.count
    return piece.count
  }

  private func refill() throws(SQLError) {
    (output.count, used) = (0, 0)
    isAtEnd = try source.read(into: input) == 0
    transcode()
  }

  /// Turns the input into output but for the start of a character, which stays.
  private func transcode() {
    switch encoding {
    case .utf8:
      output.append(input.bytes)
      input.count = 0
    case .iso88591: transcodeLatin()
    case .utf16, .utf16le, .utf16be: transcodeUnits()
    }
  }

  private func transcodeLatin() {
    // In bounds: two bytes at most for each of at most `pieceSize`.
    let free = output.free
    var made = 0
    for byte in input.bytes {
      if byte < 0x80 {
        free[made] = byte
        made += 1
      } else {
        free[made] = 0xc0 | byte >> 6
        free[made + 1] = 0x80 | byte & 0x3f
        made += 2
      }
    }
    output.count += made
    input.count = 0
  }

  private func transcodeUnits() {
    let bytes = input.bytes
    // In bounds: three bytes at most for each two of the input, and one for half of them.
    let free = output.free
    var (offset, made) = (0, 0)
    while offset + 2 <= bytes.count {
      let unit = self.unit(bytes, at: offset)
      if unit & 0xfc00 == 0xd800 {
        if offset + 4 > bytes.count && !isAtEnd { break }
        let next = offset + 4 <= bytes.count ? self.unit(bytes, at: offset + 2) : 0
        if next & 0xfc00 == 0xdc00 {
          made += Self.put(0x10000 + (unit & 0x3ff) << 10 + next & 0x3ff, free, made)
          offset += 4
          continue
        }
      }
      made += Self.put(unit, free, made)
      offset += 2
    }
    if isAtEnd && offset < bytes.count {
      free[made] = 0xff
      (offset, made) = (bytes.count, made + 1)
    }
    output.count += made
    input.discard(offset)
  }

  private func unit(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt32 {
    let unit = bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)
    return UInt32(isBigEndian ? UInt16(bigEndian: unit) : UInt16(littleEndian: unit))
  }

  /// Writes a code point, surrogates too, and gives the number of its bytes.
  private static func put(_ point: UInt32, _ free: UnsafeMutableRawBufferPointer, _ offset: Int) -> Int {
    func rest(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: point >> shift) & 0x3f }
    switch point {
    case ..<0x80:
      free[offset] = UInt8(truncatingIfNeeded: point)
      return 1
    case ..<0x800:
      free[offset] = 0xc0 | UInt8(truncatingIfNeeded: point >> 6)
      free[offset + 1] = rest(0)
      return 2
    case ..<0x10000:
      free[offset] = 0xe0 | UInt8(truncatingIfNeeded: point >> 12)
      (free[offset + 1], free[offset + 2]) = (rest(6), rest(0))
      return 3
    default:
      free[offset] = 0xf0 | UInt8(truncatingIfNeeded: point >> 18)
      (free[offset + 1], free[offset + 2], free[offset + 3]) = (rest(12), rest(6), rest(0))
      return 4
    }
  }
}
