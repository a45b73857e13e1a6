import Columnar
import SQLTypes

/// About the bytes that a column's values take in each of Redshift's encodings, by the rules that AWS documents for
/// them.
/// https://docs.aws.amazon.com/redshift/latest/dg/c_Compression_encodings.html
struct EncodingSizes {
  /// By the encoding's name; those that the type can have.
  private(set) var bytes: [String: Int] = [:]

  /// `values`: batches of one column.
  init(_ type: DataType, _ values: [Column]) {
    var texts: [[UInt8]] = []
    var numbers: [Int64] = []
    for column in values {
      for row in 0..<column.count where column.isValid(row) {
        switch column.value(row) {
        case .int(let number): numbers.append(number)
        case .int128(let number): numbers.append(Int64(truncatingIfNeeded: number))
        case .string(let text): texts.append(Array(text.utf8))
        case .double(let number): texts.append(Self.littleEndian(number.bitPattern, count: type.storedWidth))
        case .bool(let flag): texts.append([flag ? 1 : 0])
        default: continue
        }
      }
    }
    if numbers.isEmpty { measure(texts, type) } else { measure(numbers, type) }
  }

  private mutating func measure(_ numbers: [Int64], _ type: DataType) {
    let width = type.storedWidth
    bytes["raw"] = numbers.count * width
    bytes["az64"] = Self.packed(numbers, width)
    for (name, size) in [("delta", 1), ("delta32k", 2)] where size < width {
      bytes[name] = Self.deltas(numbers, size, width)
    }
    for (name, size) in [("mostly8", 1), ("mostly16", 2), ("mostly32", 4)] where size < width && type.isExactNumber {
      bytes[name] = numbers.reduce(0) { $0 + (Self.fits($1, size) ? size : size + width) }
    }
    measure(repeated: numbers, widths: { _ in width })
    measure(general: numbers.flatMap { Self.littleEndian(UInt64(bitPattern: $0), count: width) })
  }

  /// A text takes its length in four bytes and its own.
  private mutating func measure(_ texts: [[UInt8]], _ type: DataType) {
    let isText = type.familyWidth == nil
    let width = { (text: [UInt8]) in text.count + (isText ? 4 : 0) }
    bytes["raw"] = texts.reduce(0) { $0 + width($1) }
    measure(repeated: texts, widths: width)
    if type != .boolean {
      measure(general: texts.flatMap { isText ? [UInt8(truncatingIfNeeded: $0.count), 0, 0, 0] + $0 : $0 })
    }
    guard case .varchar = type else { return }
    bytes["text255"] = Self.words(texts, most: 245, code: 1)
    bytes["text32k"] = Self.words(texts, most: 1 << 12, code: 2)
  }

  private mutating func measure<Value: Hashable>(repeated values: [Value], widths: (Value) -> Int) {
    var runs = 0
    var (last, length) = (nil as Value?, 0)
    for value in values {
      if value == last && length < 255 {
        length += 1
      } else {
        runs += widths(value) + 1
        (last, length) = (value, 1)
      }
    }
    bytes["runlength"] = runs
    var dictionary: Set<Value> = []
    bytes["bytedict"] = values.reduce(0) { sum, value in
      if dictionary.contains(value) { return sum + 1 }
      guard dictionary.count < 256 else { return sum + 1 + widths(value) }
      dictionary.insert(value)
      return sum + 1 + widths(value)
    }
  }

  private mutating func measure(general values: [UInt8]) {
    let size = LempelZivSize(values)
    (bytes["lzo"], bytes["zstd"]) = (size.lzo, size.zstandard)
  }

  /// AZ64 packs groups of 64 values: what they are above the least, or above the one before, in as few bits as that
  /// takes.
  private static func packed(_ numbers: [Int64], _ width: Int) -> Int {
    stride(from: 0, to: numbers.count, by: 64).reduce(0) { sum, start in
      let group = numbers[start..<min(start + 64, numbers.count)]
      let steps = zip(group.dropFirst(), group).map { $0 &- $1 }
      let bits = min(bitWidth(group), bitWidth(steps[...]))
      return sum + min(width * group.count, width + 1 + (bits * group.count + 7) / 8)
    }
  }

  private static func bitWidth(_ numbers: ArraySlice<Int64>) -> Int {
    guard let least = numbers.min(), let most = numbers.max() else { return 0 }
    return 64 - UInt64(bitPattern: most &- least).leadingZeroBitCount
  }

  private static func deltas(_ numbers: [Int64], _ size: Int, _ width: Int) -> Int {
    zip(numbers.dropFirst(), numbers).reduce(width) { $0 + (fits($1.0 &- $1.1, size) ? size : size + width) }
  }

  private static func fits(_ number: Int64, _ size: Int) -> Bool {
    let limit = Int64(1) << (size * 8 - 1)
    return number >= -limit && number < limit
  }

  /// The first words of a text become codes of a dictionary, others stand as they are.
  private static func words(_ texts: [[UInt8]], most: Int, code: Int) -> Int {
    var dictionary: Set<ArraySlice<UInt8>> = []
    var bytes = 0
    for word in texts.lazy.flatMap({ $0.split(separator: 0x20) }) {
      if dictionary.contains(word) {
        bytes += code
      } else {
        bytes += word.count + code
        if dictionary.count < most { dictionary.insert(word) }
      }
    }
    return bytes
  }

  private static func littleEndian(_ word: UInt64, count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: word >> UInt64(min($0, 7) * 8)) }
  }
}

extension DataType {
  /// Bytes of a value as a cluster stores it; of character types a length's.
  var storedWidth: Int { familyWidth ?? 4 }

  fileprivate var familyWidth: Int? {
    switch self {
    case .boolean: 1
    case .smallint: 2
    case .integer, .date, .real: 4
    case .decimal(let precision, _): precision > 18 ? 16 : 8
    case .char, .charIgnoringCase, .varchar, .varcharIgnoringCase, .varbyte, .super: nil
    default: 8
    }
  }

  fileprivate var isExactNumber: Bool { isInteger || isDecimal }
}
