extension NumericTemplate {
  /// TO_NUMBER: an unscaled number with the scale of `decimalType`. The pattern says where group marks and literals
  /// stand; the digits, the point and the sign are taken from the text. 22P02 for text that is no number.
  package func number(_ text: String) throws(SQLError) -> Int128 {
    var digits: Int128 = 0
    var scale: Int?
    var isNegative = false
    var count = 0
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39:
        guard accepts(count: count, scale: scale) else { continue }
        digits = digits * 10 + Int128(byte - 0x30)
        count += 1
        if let known = scale { scale = known + 1 }
      case 0x2d, 0x3c: isNegative = true
      case 0x2e where scale == nil: scale = 0
      default: continue
      }
    }
    guard count > 0 else { throw ValueText.invalid(text, "type numeric") }
    guard case .decimal(_, let wanted) = decimalType,
      let value = DecimalArithmetic.rescale(digits, from: scale ?? 0, to: wanted)
    else { throw SQLError(.numericOutOfRange, "numeric field overflow") }
    return isNegative ? -value : value
  }

  /// Digits beyond the pattern's places are not read.
  private func accepts(count: Int, scale: Int?) -> Bool {
    if let scale { return scale < decimals && count < 38 }
    return count < min(whole, 38)
  }
}
