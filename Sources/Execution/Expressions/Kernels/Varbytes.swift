import Columnar
import Planning
import SQLTypes

/// Functions and operators over VARBYTE, which is kept as hexadecimal digits.
extension KernelCall {
  func varbyte(_ function: VarbyteFunction) throws -> Column {
    switch function {
    case .fromHexadecimal: try bytes(of: .hexadecimal)
    case .toHexadecimal: first.retyped(type)
    case .fromText: try bytes(of: BytesFormat(constantText(1), reading: true))
    case .toText: try text(in: BytesFormat(constantText(1), reading: false))
    case .length: try digits { $0.count / 2 }
    case .concatenate: try concatenate(limit: Self.maximumDigits)
    case .substring: try varbyteSubstring()
    case .bit: try bit()
    case .and: try combined { $0 & $1 }
    case .or: try combined { $0 | $1 }
    case .exclusiveOr: try combined { $0 ^ $1 }
    case .not: try complement()
    }
  }

  private static let maximumDigits = 2 * DataType.maximumVarbyteLength

  private func digits(_ body: (UnsafeRawBufferPointer) -> Int) throws -> Column {
    let (views, mask) = try views(0)
    return try counted { row in views[row & mask].withBytes { body($0) } }
  }

  /// FROM_HEX and TO_VARBYTE.
  private func bytes(of format: BytesFormat) throws -> Column {
    let (views, mask) = try views(0)
    return try written(limit: Self.maximumDigits) { row, scratch throws(SQLError) in
      try views[row & mask].withBytes { text throws(SQLError) in try format.appendDigits(of: text, to: &scratch) }
    }
  }

  /// FROM_VARBYTE.
  private func text(in format: BytesFormat) throws -> Column {
    let (views, mask) = try views(0)
    return try written { row, scratch throws(SQLError) in
      try views[row & mask].withBytes { digits throws(SQLError) in try format.appendText(of: digits, to: &scratch) }
    }
  }

  private func varbyteSubstring() throws -> Column {
    let window = try substringWindow()
    return try sliced { row, digits throws(SQLError) in
      guard let (first, end) = try window(row) else { return 0..<0 }
      let limit = Int64(digits.count / 2)
      return Int(min(first - 1, limit)) * 2..<Int(min(end - 1, limit)) * 2
    }
  }

  /// GETBIT: 0 is the last bit of the last byte.
  private func bit() throws -> Column {
    let (views, mask) = try views(0)
    let (indices, indexMask) = try intValues(1)
    return try counted { row throws(SQLError) in
      let (view, index) = (views[row & mask], indices[row & indexMask])
      guard index >= 0, index < Int64(view.count) * 4 else {
        throw SQLError(.invalidParameter, "bit index \(index) out of valid range, 0..\(view.count * 4 - 1)")
      }
      return view.withBytes { Int($0[$0.count - 1 - Int(index) / 4].hexValue >> UInt8(index & 3) & 1) }
    }
  }

  /// A bit operator of two values of one length, digit by digit.
  private func combined(_ body: (UInt8, UInt8) -> UInt8) throws -> Column {
    let (left, leftMask) = try views(0)
    let (right, rightMask) = try views(1)
    return try written(limit: Self.maximumDigits) { row, scratch throws(SQLError) in
      let (l, r) = (left[row & leftMask], right[row & rightMask])
      guard l.count == r.count else {
        throw SQLError(.invalidParameter, "cannot combine the bits of VARBYTE values of different sizes")
      }
      l.withBytes { l in
        r.withBytes { r in
          for index in 0..<l.count { scratch.append(body(l[index].hexValue, r[index].hexValue).hexDigit) }
        }
      }
    }
  }

  private func complement() throws -> Column {
    let (views, mask) = try views(0)
    return try written(limit: Self.maximumDigits) { row, scratch in
      views[row & mask].withBytes { for digit in $0 { scratch.append((15 - digit.hexValue).hexDigit) } }
    }
  }
}
