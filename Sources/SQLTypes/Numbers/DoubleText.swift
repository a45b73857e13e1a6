#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Text ↔ binary floating point, exact in both directions.
///
/// Reading: up to 19 digits go into an integer `w` with a power of ten `q`, so the value is w × 10^q. Where w < 2^53
/// and
/// |q| ≤ 22 both are exact doubles and one multiplication or division rounds correctly. Else the 128-bit product of w
/// and a table of powers of five decides (`PowersOfFive`), and where even that leaves a doubt, strtod. The process
/// never calls setlocale, so strtod reads the "C" locale's point.
@usableFromInline
package enum DoubleText {
  package static func parse(_ bytes: UnsafeRawBufferPointer) -> Parsed<Double> {
    var number = ScannedNumber()
    let start = firstNonBlank(bytes)
    guard start < bytes.count else { return .empty }
    let end = number.scan(bytes, from: start)
    guard end > 0 else { return special(bytes, from: start) }
    for index in end..<bytes.count where !bytes[index].isBlank { return .invalid(position: end) }
    return value(of: number, text: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
  }

  package static func parse(_ text: String) -> Parsed<Double> { text.withRawUTF8 { parse($0) } }

  /// A double that is exactly a REAL; beyond a REAL's range is `outOfRange`.
  package static func parseReal(_ bytes: UnsafeRawBufferPointer) -> Parsed<Double> {
    guard case .value(let double) = parse(bytes) else { return parse(bytes) }
    return real(double)
  }

  package static func parseReal(_ text: String) -> Parsed<Double> { text.withRawUTF8 { parseReal($0) } }

  /// Rounds to a REAL; an infinity made by that is out of range.
  package static func real(_ double: Double) -> Parsed<Double> {
    let narrow = Float(double)
    if narrow.isInfinite, double.isFinite { return .outOfRange }
    if narrow == 0, double != 0 { return .underflow }
    return .value(Double(narrow))
  }

  private static func firstNonBlank(_ bytes: UnsafeRawBufferPointer) -> Int {
    var index = 0
    while index < bytes.count, bytes[index].isBlank { index += 1 }
    return index
  }

  private static func value(of number: ScannedNumber, text: UnsafeRawBufferPointer) -> Parsed<Double> {
    if let double = number.exactDouble ?? number.approximatedDouble { return .value(double) }
    return slow(text)
  }

  /// strtod on a copy that ends in NUL.
  private static func slow(_ text: UnsafeRawBufferPointer) -> Parsed<Double> {
    let double = withUnsafeTemporaryAllocation(of: CChar.self, capacity: text.count + 1) { copy -> Double in
      guard let start = copy.baseAddress else { return .nan }
      // The copy has room for the text and the NUL behind it.
      UnsafeMutableRawBufferPointer(copy).copyMemory(from: text)
      copy[text.count] = 0
      return strtod(start, nil)
    }
    if double == 0 { return .underflow }
    return double.isInfinite ? .outOfRange : .value(double)
  }

  /// `NaN`, `Infinity`, `-Infinity`, `inf` in any case; anything else is invalid.
  private static func special(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Parsed<Double> {
    let word = UnsafeRawBufferPointer(rebasing: bytes[start...]).trimmed
    if word.equals(lowercase: "nan") { return .value(.nan) }
    if word.equals(lowercase: "infinity") || word.equals(lowercase: "inf") { return .value(.infinity) }
    if word.equals(lowercase: "+infinity") || word.equals(lowercase: "+inf") { return .value(.infinity) }
    if word.equals(lowercase: "-infinity") || word.equals(lowercase: "-inf") { return .value(-.infinity) }
    return .invalid(position: start)
  }
}
