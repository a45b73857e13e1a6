/// Reads DELTA_LENGTH_BYTE_ARRAY and DELTA_BYTE_ARRAY: texts whose lengths come first; in the second each begins as the
/// one before it, as far as another list of lengths says.
///
/// ```
/// axis axle babble babyhood      prefixes 0 2 0 3, lengths 4 2 6 5, "axis" "le" "babble" "yhood"
/// ```
final class DeltaBytesDecoder {
  /// Bytes that the values of one call may have together, as their prefixes multiply.
  private static let largest = 1 << 27

  private let prefixes: [Int64]
  private let lengths: [Int64]
  private var cursor: ParquetCursor
  private var next = 0
  /// Values put together: those of the last call. Another holds the last value of the call before.
  private let whole = InputBuffer(capacity: 1 << 12)
  private var last: [UInt8] = []

  /// `limit`: values that there may be. Errors: lists that do not fit together.
  init(_ bytes: UnsafeRawBufferPointer, hasPrefixes: Bool, limit: Int) throws(ParquetFault) {
    var rest = bytes
    prefixes = hasPrefixes ? try Self.numbers(&rest, limit) : []
    lengths = try Self.numbers(&rest, limit)
    guard !hasPrefixes || prefixes.count == lengths.count else {
      throw ParquetFault("\(prefixes.count) prefixes for \(lengths.count) texts")
    }
    cursor = ParquetCursor(rest)
  }

  private static func numbers(_ bytes: inout UnsafeRawBufferPointer, _ limit: Int) throws(ParquetFault) -> [Int64] {
    var decoder = try DeltaDecoder(bytes, limit: limit)
    var numbers = [Int64](repeating: 0, count: decoder.count)
    // In bounds: the array has as many elements as are read.
    let answer = numbers.withUnsafeMutableBufferPointer { target -> Result<Void, ParquetFault> in
      guard let start = target.baseAddress else { return .success(()) }
      return Result { () throws(ParquetFault) in try decoder.read(target.count, into: start) }
    }
    try answer.get()
    guard numbers.allSatisfy({ (0...Int64(Int32.max)).contains($0) }) else { throw ParquetFault("a negative length") }
    bytes = decoder.rest
    return numbers
  }

  /// The next texts. Errors: where there are fewer, or their bytes are.
  func read(_ count: Int, into target: UnsafeMutablePointer<ParquetSlice>) throws(ParquetFault) {
    guard count <= lengths.count - next else { throw ParquetFault("\(lengths.count) texts where more belong") }
    if prefixes.isEmpty {
      for index in 0..<count { target[index] = try plain(Int(lengths[next + index])) }
    } else {
      try join(count, target)
    }
    next += count
  }

  private func plain(_ length: Int) throws(ParquetFault) -> ParquetSlice {
    guard let start = try cursor.take(length).baseAddress else { throw ParquetFault("texts without bytes") }
    return ParquetSlice(start, count: length)
  }

  private func join(_ count: Int, _ target: UnsafeMutablePointer<ParquetSlice>) throws(ParquetFault) {
    var size = 0
    for index in next..<next + count { size += Int(prefixes[index] + lengths[index]) }
    guard size <= Self.largest else { throw ParquetFault("\(count) texts of \(size) bytes together") }
    whole.count = 0
    whole.reserve(max(size, 1))
    for index in 0..<count {
      let start = whole.count
      try append(prefix: Int(prefixes[next + index]))
      whole.append(try cursor.take(Int(lengths[next + index])))
      keep(from: start)
      // In bounds: there is room for all of them, so that the buffer does not move.
      target[index] = ParquetSlice(whole.bytes.baseAddress.unsafelyUnwrapped + start, count: whole.count - start)
    }
  }

  private func append(prefix: Int) throws(ParquetFault) {
    guard prefix <= last.count else { throw ParquetFault("a prefix of \(prefix) bytes of a text of \(last.count)") }
    last.withUnsafeBytes { whole.append(UnsafeRawBufferPointer(rebasing: $0[..<prefix])) }
  }

  private func keep(from start: Int) {
    last.removeAll(keepingCapacity: true)
    last.append(contentsOf: whole.bytes[start...])
  }
}
