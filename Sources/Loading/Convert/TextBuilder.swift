import Columnar
import Formats

/// Collects the strings of one column, a batch of records at a time.
///
/// It begins as a dictionary (`TextDictionary`), one for all the batches that a worker makes, so that a column of few
/// values costs a byte or two a row and its batches share one list of values. Where the values prove to be many it goes
/// on plainly: a short string is 16 bytes in the batch's views and nothing else, a long one's bytes are copied into an
/// arena of the column. Bytes may also be written into the arena first (`room`), so that resolving escapes needs no
/// second copy.
struct TextBuilder: ~Copyable {
  private var arena = TextArena()
  private var dictionary = TextDictionary()
  private var isDictionary = true
  private var mayEndInBlank = false
  /// Rows so far of the dictionary's time, to see whether values repeat.
  private var rowsSeen = 0
  /// Of finished batches of records: in a dictionary's time codes, then views.
  private var codes: [UInt32] = []
  private var views: [StringView] = []
  /// `RecordBatch.capacity` of each, one for each row of the batch.
  private let batchCodes: UnsafeMutablePointer<UInt32>
  private let batchViews: UnsafeMutablePointer<StringView>
  private let missing: UnsafeMutablePointer<UInt32>

  init() {
    batchCodes = .allocate(capacity: RecordBatch.capacity)
    batchCodes.initialize(repeating: 0, count: RecordBatch.capacity)
    missing = .allocate(capacity: RecordBatch.capacity)
    missing.initialize(repeating: 0, count: RecordBatch.capacity)
    batchViews = .allocate(capacity: RecordBatch.capacity)
    batchViews.initialize(repeating: .empty, count: RecordBatch.capacity)
  }

  deinit {
    batchCodes.deallocate()
    batchViews.deallocate()
    missing.deallocate()
  }

  /// Gives the fields that were seen before their values: the rows of the others, valid until the next call. Nil where
  /// nothing is remembered.
  mutating func find(
    _ fields: UnsafeBufferPointer<FieldSlice>, in window: UnsafeRawBufferPointer
  ) -> UnsafeBufferPointer<UInt32>? {
    guard isDictionary else { return nil }
    let count = dictionary.find(fields, in: window, batchCodes, missing: missing)
    return UnsafeBufferPointer(start: missing, count: count)
  }

  /// Takes the value that an equal field had before. False where there is none: then `put` it.
  @inline(__always)
  mutating func find(_ row: Int, _ field: FieldSlice, _ raw: UnsafeRawBufferPointer) -> Bool {
    assert(row < RecordBatch.capacity)
    guard isDictionary, let start = raw.baseAddress else { return false }
    guard let code = dictionary.find(TextDictionary.Key(field, start)) else { return false }
    batchCodes[row] = code
    return true
  }

  /// The string of a row of the batch: a copy of the bytes, which `field` with its bytes `raw` always stands for.
  @inline(__always)
  mutating func put(
    _ row: Int, _ bytes: UnsafeRawBufferPointer, _ field: FieldSlice, _ raw: UnsafeRawBufferPointer
  ) {
    guard bytes.count > 0, let start = bytes.baseAddress else { return putEmpty(row) }
    if bytes[bytes.count &- 1] == 0x20 { mayEndInBlank = true }
    let view = arena.copy(StringView(start, count: bytes.count))
    keep(row, view, field, raw, sharesBytes: start == raw.baseAddress && bytes.count == raw.count)
  }

  /// Bytes that `putPadded` reads, and copies, whatever the string's length.
  static let padding = 48

  /// The string of a row of a column that goes on plainly: up to `padding` bytes at `start`, from where as many are
  /// readable. Without a branch on the length.
  @inline(__always)
  mutating func putPadded(_ row: Int, _ start: UnsafeRawPointer, count: Int) {
    assert(!isDictionary && row < RecordBatch.capacity && count <= Self.padding)
    guard let copy = arena.room(Self.padding).baseAddress else { return putEmpty(row) }
    for offset in stride(from: 0, to: Self.padding, by: 16) {
      copy.storeBytes(
        of: start.loadUnaligned(fromByteOffset: offset, as: ByteVector.self), toByteOffset: offset, as: ByteVector.self)
    }
    let view = StringView(padded: start, count: count, copy: copy)
    arena.use(view.isInline ? 0 : count)
    batchViews[row] = view
    let last = start.load(fromByteOffset: max(count &- 1, 0), as: UInt8.self)
    mayEndInBlank = mayEndInBlank || (last == 0x20 && count > 0)
  }

  /// A string that the next equal field is not to be given unseen.
  mutating func putOnce(_ row: Int, _ bytes: UnsafeRawBufferPointer) {
    guard bytes.count > 0, let start = bytes.baseAddress else { return putEmpty(row) }
    if bytes[bytes.count &- 1] == 0x20 { mayEndInBlank = true }
    let view = arena.copy(StringView(start, count: bytes.count))
    if isDictionary { batchCodes[row] = dictionary.append(view) } else { batchViews[row] = view }
  }

  @inline(__always)
  mutating func putEmpty(_ row: Int) {
    batchCodes[row] = 0
    batchViews[row] = .empty
  }

  /// Room for `count` bytes in the arena, to be written and then taken by `take`.
  mutating func room(_ count: Int) -> UnsafeMutableRawBufferPointer { arena.room(count) }

  /// Makes the first `count` bytes of what `room` gave the string of a row.
  mutating func take(_ row: Int, _ count: Int, _ field: FieldSlice, _ raw: UnsafeRawBufferPointer) {
    guard count > 0, let start = arena.room(count).baseAddress else { return putEmpty(row) }
    if start.load(fromByteOffset: count - 1, as: UInt8.self) == 0x20 { mayEndInBlank = true }
    let view = StringView(start, count: count)
    if !view.isInline { arena.use(count) }
    keep(row, view, field, raw, sharesBytes: false)
  }

  @inline(__always)
  private mutating func keep(
    _ row: Int, _ view: StringView, _ field: FieldSlice, _ raw: UnsafeRawBufferPointer, sharesBytes: Bool
  ) {
    if isDictionary { remember(row, view, field, raw, sharesBytes: sharesBytes) } else { batchViews[row] = view }
  }

  private mutating func remember(
    _ row: Int, _ view: StringView, _ field: FieldSlice, _ raw: UnsafeRawBufferPointer, sharesBytes: Bool
  ) {
    guard let start = raw.baseAddress else { return putEmpty(row) }
    batchCodes[row] = dictionary.insert(view, TextDictionary.Key(field, start), sharesBytes: sharesBytes)
  }

  /// Takes the batch's strings over.
  mutating func append(_ rows: Int) {
    guard isDictionary else { return views.append(contentsOf: UnsafeBufferPointer(start: batchViews, count: rows)) }
    codes.append(contentsOf: UnsafeBufferPointer(start: batchCodes, count: rows))
    note(rows)
  }

  /// Forgets the batch's strings, but for what they tell of the values to come.
  mutating func discard(_ rows: Int) { if isDictionary { note(rows) } }

  private mutating func note(_ rows: Int) {
    rowsSeen += rows
    let count = dictionary.values.count
    if count > TextDictionary.largest || count > 1024 && count > rowsSeen / 4 * 3 { goOnPlainly() }
  }

  private mutating func goOnPlainly() {
    views = dictionary.values.picking(codes)
    codes = []
    dictionary = TextDictionary()
    isDictionary = false
  }

  /// The rows so far; the builder starts again with none, and with the dictionary it has.
  mutating func finish() -> StringColumn {
    if isDictionary { return finishDictionary() }
    let column = StringColumn(values: views.exactCopy, arenas: arena.arenas, mayEndInBlank: mayEndInBlank)
    views.removeAll(keepingCapacity: true)
    arena = TextArena()
    mayEndInBlank = false
    return column
  }

  /// Few rows of many values are better off without the dictionary.
  private mutating func finishDictionary() -> StringColumn {
    let column = StringColumn(
      values: dictionary.values, codes: NarrowWords(codes, below: dictionary.values.count), arenas: arena.arenas,
      mayEndInBlank: mayEndInBlank)
    codes.removeAll(keepingCapacity: true)
    return column.values.count <= column.count / 2 ? column : column.flat
  }
}
