import Formats
import SQLTypes

/// A number in a SUPER value: a decimal of its own scale, or floating-point.
enum SuperNumber {
  /// Digits: those before and after the point as written, at most 38.
  case decimal(Int128, scale: Int, digits: Int)
  case double(Double)

  /// A JSON number. One with an exponent, or of more digits than a decimal has, is floating-point.
  init?(_ literal: UnsafeRawBufferPointer) {
    var (digits, scale, hasPoint, isFloat) = (0, 0, false, false)
    for byte in literal {
      switch byte {
      case UInt8(ascii: "."): hasPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"): isFloat = true
      case UInt8(ascii: "0") where digits == 0 && !hasPoint: break
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += 1
        if hasPoint { scale += 1 }
      default: break
      }
    }
    if !isFloat, digits <= 38, scale <= 37 {
      let parsed = DecimalText.parse(literal, precision: 38, scale: scale, rounding: .halfAwayFromZero)
      guard case .value(let unscaled) = parsed else { return nil }
      self = .decimal(unscaled, scale: scale, digits: max(digits, 1))
      return
    }
    guard case .value(let value) = DoubleText.parse(literal) else { return nil }
    self = .double(value)
  }

  var isFloat: Bool { if case .double = self { true } else { false } }

  var scale: Int { if case .decimal(_, let scale, _) = self { scale } else { 0 } }

  var precision: Int { if case .decimal(_, _, let digits) = self { digits } else { 0 } }

  var double: Double {
    switch self {
    case .decimal(let unscaled, let scale, _): DecimalArithmetic.double(unscaled, scale: scale)
    case .double(let value): value
    }
  }

  static func decimal(_ unscaled: Int128, scale: Int) -> SuperNumber {
    .decimal(unscaled, scale: scale, digits: 0)
  }

  /// As JSON; what JSON has no number for, NaN and the infinities, is null.
  func write(into output: inout [UInt8], isReal: Bool = false) {
    withUnsafeTemporaryAllocation(byteCount: DoubleText.maximumLength, alignment: 1) { buffer in
      switch self {
      case .decimal(let unscaled, let scale, _):
        output += buffer[..<DecimalText.write(unscaled, scale: scale, into: buffer)]
      case .double(let value) where value.isFinite:
        let count = DoubleText.write(value, into: buffer, style: isReal ? .shortestReal : .shortest)
        Self.appendScientific(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: &output)
      case .double: output += "null".utf8
      }
    }
  }

  /// `2.22` as `2.22e+0`, `0.05` as `5e-2`, `1e+20` as it is.
  private static func appendScientific(_ text: UnsafeRawBufferPointer, to output: inout [UInt8]) {
    guard !text.contains(UInt8(ascii: "e")) else {
      output += text
      return
    }
    var digits: [UInt8] = []
    var (exponent, hasPoint) = (-1, false)
    for byte in text {
      switch byte {
      case UInt8(ascii: "-"): output.append(byte)
      case UInt8(ascii: "."): hasPoint = true
      case UInt8(ascii: "0") where digits.isEmpty: if hasPoint { exponent -= 1 }
      default:
        digits.append(byte)
        if !hasPoint { exponent += 1 }
      }
    }
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    guard let first = digits.first else {
      output += "0e+0".utf8
      return
    }
    output.append(first)
    if digits.count > 1 { output += [UInt8(ascii: ".")] + digits.dropFirst() }
    output += "e\(exponent < 0 ? "-" : "+")\(abs(exponent))".utf8
  }
}
