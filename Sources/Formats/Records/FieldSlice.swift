/// Where one wanted value lies in a window of input, and what kind of value it is: eight bytes, nothing converted.
///
/// A JSON number and the same text in quotes convert differently (copy.md 7.2), so the kind travels with the offset.
/// For strings and quoted fields the slice is what stands between the quotes; for nested values it includes the braces.
@usableFromInline
package struct FieldSlice: Hashable, Sendable {
  @usableFromInline
  package enum Kind: UInt8, Sendable {
    /// No such member, or no such field.
    case missing
    /// JSON `null`.
    case null
    /// JSON string, without its quotes.
    case string
    case number
    case `true`
    case `false`
    /// JSON object or array, with its braces.
    case nested
    /// Field of a delimited or fixed-width record.
    case text
    /// Field of a CSV record that stood in quotes.
    case quotedText
    /// The path led to an index outside its array, or into something that is no array.
    case indexOutOfRange
    /// The path asked a value that is no object for a member.
    case notAnObject
    /// The line ends before the field, which it must have.
    case absent
  }

  /// offset: 32 bits, length: 24 bits, kind: 6 bits, escapes: 1 bit, beyond ASCII: 1 bit.
  @usableFromInline let bits: UInt64

  @inlinable
  package init(offset: Int, length: Int, kind: Kind, hasEscapes: Bool = false, isASCII: Bool = true) {
    let flags: UInt64 = (hasEscapes ? 1 << 62 : 0) | (isASCII ? 0 : 1 << 63)
    let position = UInt64(truncatingIfNeeded: offset) & 0xffff_ffff
    let extent = (UInt64(truncatingIfNeeded: length) & 0xff_ffff) << 32
    bits = position | extent | UInt64(unsafeBitCast(kind, to: UInt8.self)) << 56 | flags
  }

  private init(bits: UInt64) { self.bits = bits }

  /// The same at an offset larger by `distance`, of a slice at 0 or with room for it in 32 bits.
  @inline(__always)
  func moved(by distance: Int) -> FieldSlice {
    assert((offset + distance) >> 32 == 0)
    return FieldSlice(bits: bits &+ UInt64(truncatingIfNeeded: distance))
  }

  @inlinable package var offset: Int { Int(bits & 0xffff_ffff) }
  @inlinable package var length: Int { Int(bits >> 32 & 0xff_ffff) }
  /// The six bits hold a raw value that `init` took from a `Kind`: `moved` changes the 32 of the offset alone.
  @inlinable package var kind: Kind { unsafeBitCast(UInt8(truncatingIfNeeded: bits >> 56 & 0x3f), to: Kind.self) }
  /// The bytes hold JSON escapes, doubled quotes or backslash escapes that must be resolved; or a JSON number has a
  /// fraction or an exponent, so that its text is not as it stands (copy.md 7.2).
  @inlinable package var hasEscapes: Bool { bits & 1 << 62 != 0 }
  /// All bytes are below 0x80, so no UTF-8 check is needed. An escape may still stand for a character beyond ASCII.
  @inlinable package var isASCII: Bool { bits & 1 << 63 == 0 }

  /// Length, kind and escapes in 31 bits, the length's 24 lowest: fields of the same bytes and the same form are the
  /// same text.
  @inlinable package var form: UInt32 { UInt32(truncatingIfNeeded: bits >> 32 & 0x7fff_ffff) }

  /// Nothing about the bytes must be resolved or checked: no escapes, none beyond ASCII.
  @inlinable package var isPlain: Bool { bits >> 62 == 0 }

  /// Of the same length and form.
  @inline(__always)
  func isAlike(_ other: FieldSlice) -> Bool { (bits ^ other.bits) & 0x7fff_ffff_0000_0000 == 0 }

  @inlinable package static var missing: FieldSlice { FieldSlice(offset: 0, length: 0, kind: .missing) }
}
