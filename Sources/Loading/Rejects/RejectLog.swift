/// The rejected rows of a stretch of input, in its order, without a text: nothing is allocated for one of them.
///
/// They are kept in parts, each with the bytes of its rows, so that no row is moved when more come. Rows that come one
/// by one fill a block; a batch of which most rows are refused is one of its own:
///
///     RejectBlock     rows 0 to 1023       their lines, one behind the other
///     RejectedLines   rows 1024 to 1535    those of a batch
///
/// A field lies in its line, but for one behind what is shown of a long line. What rows of one kind have in common is
/// kept once (`FaultKinds`).
struct RejectLog: Sendable {
  private enum Part {
    case block(RejectBlock)
    case lines(RejectedLines)
  }

  private var full: [Part] = []
  /// How many rows there are to the end of each of them.
  private var ends: [Int] = []
  /// The last block.
  private var open = RejectBlock()
  private var faults = FaultKinds()
  /// Rows that can be read: of the rejected ones the first `RejectedRow.keptCount`.
  private(set) var keptCount = 0
  /// All rejected rows.
  private(set) var count = 0
  /// Where they lie, in the order of the input.
  var stretches: [LineStretch] = []
  /// Texts of the fields up to the one at fault, in the order of the record, nil for NULL; of the first
  /// `RejectedRow.detailedCount` rows.
  private(set) var fields: [[String?]] = []
  /// Of the first `RejectedRow.advisedCount` rows.
  private(set) var complaints: [Complaint] = []

  /// `line` is the row's record in the window, `field` the field at fault in it. The bytes must be there until
  /// `copyLines`.
  mutating func append(
    _ reject: RejectedRow, line: Range<Int>, field: Range<Int>? = nil, in window: UnsafeRawBufferPointer
  ) {
    count += 1
    guard isKeeping else { return }
    if open.isFull {
      copyLines(window)
      close()
    }
    keptCount += 1
    open.append(reject, kind: count(reject.fault, column: reject.column), line, field, in: window)
  }

  /// Takes over rows that have been counted by `count`, behind those there are, all of whose lines are copied.
  mutating func append(_ lines: RejectedLines) {
    if !open.isEmpty { close() }
    full.append(.lines(lines))
    count += lines.count
    keptCount += lines.count
    ends.append(keptCount)
  }

  /// The number of the kind of rows, which are so many more of it.
  @inline(__always)
  mutating func count(_ fault: RowFault, column: Int32?, rows: Int = 1) -> Int32 {
    faults.add(fault, column: column, rows: rows)
  }

  private mutating func close() {
    full.append(.block(open))
    ends.append(keptCount)
    open = RejectBlock(after: open)
  }

  /// Copies what the window holds of the rows.
  mutating func copyLines(_ window: UnsafeRawBufferPointer) { open.copyRun(window) }

  /// Whether the next row is kept.
  var isKeeping: Bool { keptCount < RejectedRow.keptCount }

  /// Whether the next row is one of the first, of which more is told: then `note` it before it is appended.
  var isNoteworthy: Bool { count < RejectedRow.detailedCount }

  mutating func note(_ fields: [String?], _ complaint: Complaint) {
    self.fields.append(fields)
    if count < RejectedRow.advisedCount { complaints.append(complaint) }
  }

  /// Forgets all but the first rows.
  mutating func keep(first limit: Int) {
    count = min(count, limit)
    keptCount = min(keptCount, limit)
  }

  /// Without what is told once, of the first rows.
  var bare: RejectLog {
    var log = self
    (log.fields, log.complaints) = ([], [])
    return log
  }

  // MARK: Reading

  /// A row that is kept.
  subscript(index: Int) -> RejectedRow {
    let (part, place) = part(of: index)
    let kind = kind(part, place)
    switch part {
    case .block(let block): return block.row(place, kind)
    case .lines(let lines): return lines.row(place, kind)
    }
  }

  /// As it stands in the file, as far as it is shown, without its line end.
  func line(_ index: Int) -> ArraySlice<UInt8> {
    switch part(of: index) {
    case (.block(let block), let place): block.line(place)
    case (.lines(let lines), let place): lines.line(place)
    }
  }

  func field(_ index: Int) -> ArraySlice<UInt8> {
    let (part, place) = part(of: index)
    switch part {
    case .block(let block): return block.field(place)
    case .lines(let lines): return lines.field(place, kind(part, place))
    }
  }

  /// How many rows of a range are of each kind.
  func kinds(_ range: Range<Int>) -> [(kind: FaultKinds.Kind, count: Int)] {
    zip(faults.kinds, counts(range)).filter { $1 > 0 }.map { (kind: $0, count: $1) }
  }

  private func counts(_ range: Range<Int>) -> [Int] {
    if range == 0..<faults.counts.reduce(0, +) { return faults.counts }
    var counts = [Int](repeating: 0, count: faults.kinds.count)
    for index in range {
      let (part, place) = part(of: index)
      counts[kindNumber(part, place)] += 1
    }
    return counts
  }

  private func kind(_ part: Part, _ place: Int) -> FaultKinds.Kind { faults.kinds[kindNumber(part, place)] }

  private func kindNumber(_ part: Part, _ place: Int) -> Int {
    switch part {
    case .block(let block): block.kind(place)
    case .lines(let lines): lines.kind(place)
    }
  }

  /// Where a row is kept, and its index there.
  private func part(of index: Int) -> (part: Part, place: Int) {
    let number = ends.prefixCount { $0 > index }
    let place = number > 0 ? index - ends[number - 1] : index
    return (number < full.count ? full[number] : .block(open), place)
  }
}
