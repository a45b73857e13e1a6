import Columnar
import Planning
import SQLTypes

/// Functions over strings (sql.md 2.5): dispatch, and the ways results are made.
extension KernelCall {
  func string(_ function: StringFunction) throws -> Column {
    switch function {
    case .concatenate: try concatenate(limit: DataType.maximumVarcharLength)
    case .length: try counted(of: 0) { $0.characterCount }
    case .octetLength: try counted(of: 0) { $0.count }
    case .characterCode: try counted(of: 0) { $0.isEmpty ? 0 : Int($0.scalar(at: 0).value) }
    case .position: try position()
    case .octetPosition: try octetPosition()
    case .left: try leftPart()
    case .right: try rightPart()
    case .substring: try substring()
    case .splitPart: try splitPart()
    case .trimBoth: try trim(fromStart: true, fromEnd: true)
    case .trimLeading: try trim(fromStart: true, fromEnd: false)
    case .trimTrailing: try trim(fromStart: false, fromEnd: true)
    case .lower: try changeCase(.lower)
    case .upper: try changeCase(.upper)
    case .initialCapitals: try changeCase(.initialCapitals)
    case .reverse: try reverse()
    case .repeat: try repeated()
    case .replace: try replace()
    case .translate: try translate()
    case .padLeft: try pad(isLeft: true)
    case .padRight: try pad(isLeft: false)
    case .character: try characters()
    case .toHexadecimal: try hexadecimal()
    case .parseInteger: try parseIntegers()
    case .soundex: try soundex()
    case .soundexDifference: try soundexDifference()
    case .compare: try compare()
    case .quoteIdentifier: try quoteIdentifier()
    case .quoteLiteral: try quoteLiteral()
    case .likeEscape: try likeEscape()
    }
  }

  /// The views of an argument and the mask to read them with. CHAR values have no trailing blanks.
  func views(_ index: Int) throws(SQLError) -> (views: [StringView], mask: Int) {
    let column = arguments[index]
    let strings = try column.strings
    if column.type.charLength != nil { return (strings.trimmed.values, column.indexMask) }
    return (strings.values, column.indexMask)
  }

  func intValues(_ index: Int) throws(SQLError) -> (values: [Int64], mask: Int) {
    (try arguments[index].ints, arguments[index].indexMask)
  }

  /// A string a row, written by `body` into scratch bytes.
  @inline(__always)
  func written(
    limit: Int = DataType.maximumVarcharLength, _ body: (Int, inout [UInt8]) throws(SQLError) -> Void
  ) throws(SQLError) -> Column {
    var builder = StringBuilder(capacity: count)
    var scratch: [UInt8] = []
    for row in 0..<count {
      guard validity[row] else {
        builder.appendNull()
        continue
      }
      scratch.removeAll(keepingCapacity: true)
      try checkInterruption(row)
      try body(row, &scratch)
      if scratch.count > limit { throw KernelCall.tooLong }
      scratch.withUnsafeBytes { builder.append($0) }
    }
    return column(builder.finish())
  }

  static let tooLong = SQLError(
    .stringTooLong, "String value exceeds the max size of \(DataType.maximumVarcharLength) bytes")

  /// A number a row; 0 for NULL rows.
  @inline(__always)
  func counted(_ body: (Int) throws(SQLError) -> Int) throws(SQLError) -> Column {
    var values = [Int64](repeating: 0, count: count)
    for row in 0..<count where validity[row] {
      try checkInterruption(row)
      values[row] = Int64(try body(row))
    }
    return column(values)
  }

  /// A batch of regular expressions takes a while.
  @inline(__always)
  func checkInterruption(_ row: Int) throws(SQLError) {
    if row & 1023 == 1023, let error = context.interruption() { throw error }
  }

  /// A part of the first argument a row: the bytes stay where they are, only views are made.
  @inline(__always)
  func sliced(_ body: (Int, UnsafeRawBufferPointer) throws(SQLError) -> Range<Int>) throws(SQLError) -> Column {
    let (views, mask) = try views(0)
    var slices = [StringView](repeating: .empty, count: count)
    var mayEndInBlank = false
    for row in 0..<count where validity[row] {
      let view = views[row & mask]
      slices[row] = try view.withBytes { bytes throws(SQLError) in
        let range = try body(row, bytes).clamped(to: 0..<bytes.count)
        guard let start = bytes.baseAddress, !range.isEmpty else { return .empty }
        if bytes[range.upperBound - 1] == 0x20 { mayEndInBlank = true }
        // The range lies within the bytes; a view of up to 12 of them copies them, a longer one was no inline view.
        return StringView(start + range.lowerBound, count: range.count)
      }
    }
    let arenas = try first.strings.arenas
    return column(StringColumn(values: slices, arenas: arenas, mayEndInBlank: mayEndInBlank))
  }

  /// A number of each string's bytes.
  @inline(__always)
  private func counted(of argument: Int, _ body: (UnsafeRawBufferPointer) -> Int) throws -> Column {
    let (values, mask) = try views(argument)
    return try counted { row in values[row & mask].withBytes { body($0) } }
  }

  /// STRPOS(text, needle): characters from 1, or 0.
  private func position() throws -> Column {
    try found(needle: 1, in: 0) { text, offset in UnsafeRawBufferPointer(rebasing: text[..<offset]).characterCount }
  }

  /// BPCHARCMP: -1, 0 or 1 by bytes, without trailing blanks.
  private func compare() throws -> Column {
    let (l, leftMask) = try views(0)
    let (r, rightMask) = try views(1)
    return try counted { row in
      let (left, right) = (l[row & leftMask].trimmed, r[row & rightMask].trimmed)
      return left == right ? 0 : left < right ? -1 : 1
    }
  }

  /// OCTETINDEX(needle, text): bytes from 1, or 0.
  private func octetPosition() throws -> Column {
    try found(needle: 0, in: 1) { _, offset in offset }
  }

  @inline(__always)
  private func found(
    needle: Int, in text: Int, _ position: (UnsafeRawBufferPointer, Int) -> Int
  ) throws -> Column {
    let folded =
      arguments.contains(where: \.type.isCaseInsensitive) ? try arguments.map { try $0.caseFolded } : arguments
    let call = KernelCall(
      arguments: folded, type: type, count: count, validity: validity, isLiteral: isLiteral, context: context)
    let (texts, mask) = try call.views(text)
    let (needles, needleMask) = try call.views(needle)
    return try withExtendedLifetime(folded) {
      try counted { row in
        texts[row & mask].withBytes { text in
          needles[row & needleMask].withBytes { needle in
            text.firstOffset(of: needle).map { 1 + position(text, $0) } ?? 0
          }
        }
      }
    }
  }

  func concatenate(limit: Int) throws -> Column {
    let (l, leftMask) = try views(0)
    let (r, rightMask) = try views(1)
    var builder = StringBuilder(capacity: count)
    for row in 0..<count {
      guard validity[row] else {
        builder.appendNull()
        continue
      }
      let (left, right) = (l[row & leftMask], r[row & rightMask])
      let total = left.count + right.count
      if total > limit { throw KernelCall.tooLong }
      builder.append(limit: total) { target in
        guard let start = target.baseAddress else { return 0 }
        // Both parts together are `total` bytes, the size of the target.
        let written = left.copy(to: start)
        return written + right.copy(to: start + written)
      }
    }
    return column(builder.finish())
  }
}

extension Column {
  /// Its strings in lower case, by which a search that ignores case compares.
  fileprivate var caseFolded: Column {
    get throws(SQLError) {
      Column(type, count: count, .strings(try strings.caseFolded), validity: validity, isConstant: isConstant)
    }
  }
}
