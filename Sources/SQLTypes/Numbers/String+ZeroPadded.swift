extension String {
  /// The digits of a number, zeros in front up to `width` of them; longer ones whole.
  package init(zeroPadded number: some BinaryInteger, width: Int, radix: Int = 10) {
    let digits = String(number, radix: radix)
    let missing = width - digits.utf8.count
    self = missing > 0 ? String(repeating: "0", count: missing) + digits : digits
  }
}
