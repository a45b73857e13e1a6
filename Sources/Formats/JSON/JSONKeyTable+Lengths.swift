/// The fast path: values that are as long as those before them.
///
/// **What it gains.** Where a value ends says where the next key begins, and so on through the record: a processor that
/// looks for each end waits for one load after the other. Half of an event's members are nearly always of one length
/// (`"PUT"`, `200`, a time in milliseconds). There it is enough to check that the value ends where most of the last ones
/// did, and the processor goes on before it knows: records of such members take a fifth less time.
///
/// **Why the answer is the same.** A length is only ever an expectation: what is taken has been compared, byte by byte,
/// with what a plain string or number of this length looks like. Everything else is found as if nothing were expected.
struct SteadyLength: Sendable {
  /// Bytes between the quotes, or of the number; 0 where the last values were of many lengths.
  fileprivate var length: Int32 = 0
  fileprivate var isString = false
  /// The bytes that are compared: one bit each for the value's and the one behind it.
  fileprivate var mask: UInt32 = 0
  /// Which of them may end a string, or are no digits.
  fileprivate var marks: UInt32 = 0
  /// Of a number: the digits before its point, or all.
  fileprivate var whole: Int32 = 0
  /// What such a value is, as if it began at 0.
  fileprivate var slice = FieldSlice.missing

  var isKnown: Bool { length > 0 }

  init() {}

  /// Of the fields of one column, some of the last.
  fileprivate init(_ fields: UnsafeBufferPointer<FieldSlice>, _ cursor: JSONCursor) {
    guard let usual = Self.usual(fields), usual.length > 0, usual.isASCII else { return }
    switch usual.kind {
    case .string where usual.length < 32 && !usual.hasEscapes: isString = true
    case .number where usual.length < 16: break
    default: return
    }
    mask = .max >> UInt32(31 - usual.length)
    marks = 1 << UInt32(usual.length)
    if !isString {
      marks = cursor.nonDigits(usual.offset) & mask
      // Neither sign nor exponent: one mark, or a point's and the one behind the number.
      guard marks & 1 == 0, marks.nonzeroBitCount == (usual.hasEscapes ? 2 : 1) else { return }
      whole = Int32(marks.trailingZeroBitCount)
    }
    length = Int32(usual.length)
    slice = usual.moved(by: -usual.offset)
  }

  /// A field that three in four are like, if there is one: a wrong expectation costs as much as a few right ones gain.
  ///
  /// The last is one of those, or nearly always the one before it.
  private static func usual(_ fields: UnsafeBufferPointer<FieldSlice>) -> FieldSlice? {
    for candidate in fields.suffix(2) {
      var count = 0
      for field in fields { count &+= field.isAlike(candidate) ? 1 : 0 }
      if count >= fields.count / 4 * 3 { return candidate }
    }
    return nil
  }
}

extension JSONKeyTable {
  /// Rows of which most must agree.
  private static let sample = 32
  /// Rows from one look to the next: a power of two, and no less than the sample.
  private static let period = 256

  /// Looks at the last rows of each column, from time to time.
  @inline(__always)
  mutating func learnLengths(_ writer: RecordWriter, _ cursor: JSONCursor) {
    if writer.count & (Self.period - 1) == 0 { lookAtLengths(writer, cursor) }
  }

  @inline(never)
  private mutating func lookAtLengths(_ writer: RecordWriter, _ cursor: JSONCursor) {
    for index in entries.indices where entries[index].target >= 0 {
      let fields = writer.last(Self.sample, of: Int(entries[index].target))
      entries[index].steady = SteadyLength(fields, cursor)
      entries[index].repeats = repeatedStrings.learn(fields, cursor)
    }
  }
}

extension JSONCursor {
  /// The value at `start`, far from the limit, where it looks as expected; anything else is not found.
  ///
  /// A number with a leading zero, or with anything but a comma behind it, is left to the scanner.
  @inline(__always)
  func steadyValue(_ start: Int, _ steady: SteadyLength) -> JSONScanner.Found? {
    let length = Int(steady.length)
    if steady.isString {
      let end = start &+ 1 &+ length
      let ends = length < 16 ? ByteMarks.textEnds(vector(start &+ 1)) : textEnds(start &+ 1)
      guard byte(start) == UInt8(ascii: "\""), ends & steady.mask == steady.marks,
        byte(end) == UInt8(ascii: "\"")
      else { return nil }
      return JSONScanner.Found(steady.slice.moved(by: start &+ 1), next: end &+ 1)
    }
    let (point, end) = (start &+ Int(steady.whole), start &+ length)
    guard byte(start) != UInt8(ascii: "0"), nonDigits(start) & steady.mask == steady.marks,
      byte(end) == UInt8(ascii: ","), point == end || byte(point) == UInt8(ascii: ".")
    else { return nil }
    return JSONScanner.Found(steady.slice.moved(by: start), next: end)
  }
}
