import Formats

/// What came of an input, readable in a failed test: records as lists of fields, failures as code and offset.
enum Found: Equatable, CustomStringConvertible {
  case record([String])
  case failure(code: Int, offset: Int)

  var description: String {
    switch self {
    case .record(let fields): "\(fields)"
    case .failure(let code, let offset): "\(code)@\(offset)"
    }
  }
}

/// Shows an input to a mapper in windows that grow by `step` bytes, as a loader would.
struct DelimitedDriver {
  var mapper: any RecordMapper
  var columnCount: Int
  /// Turns the bytes of a field with escapes into what they stand for.
  var resolve: (UnsafeRawBufferPointer, UnsafeMutablePointer<UInt8>) -> Int
  var offsets: [Range<Int>] = []

  static func text(_ bytes: some Sequence<UInt8>) -> String {
    // Bytes as Latin-1, so that broken UTF-8 stays comparable.
    String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  mutating func run(_ input: [UInt8], step: Int) -> [Found] {
    let buffer = InputBuffer(capacity: 1)
    var batch = RecordBatch(columnCount: columnCount)
    var found: [Found] = []
    var dropped = 0
    var shown = 0
    while true {
      let more = min(step, input.count - shown)
      input[shown..<shown + more].withUnsafeBytes { buffer.append($0) }
      shown += more
      let isLast = shown == input.count
      var offset = 0
      while true {
        let progress = mapper.map(buffer.bytes, from: offset, isLast: isLast, into: &batch)
        take(&batch, buffer.bytes, dropped, &found)
        offset = progress.consumed
        if progress.stop == .batchFull { continue }
        if progress.stop == .end { return found }
        break
      }
      if isLast { return found + [.failure(code: -1, offset: shown)] }
      buffer.discard(offset)
      dropped += offset
    }
  }

  private mutating func take(
    _ batch: inout RecordBatch, _ bytes: UnsafeRawBufferPointer, _ dropped: Int, _ found: inout [Found]
  ) {
    var failures = batch.failures[...]
    for row in 0...batch.count {
      while let failure = failures.first, failure.recordsBefore == row {
        found.append(.failure(code: failure.reason.code, offset: dropped + failure.offset))
        failures.removeFirst()
      }
      guard row < batch.count else { break }
      found.append(.record((0..<columnCount).map { field(batch[$0, row], bytes) }))
      offsets.append(dropped + Int(batch.starts[row])..<dropped + Int(batch.ends[row]))
    }
    batch.removeAll()
  }

  private func field(_ slice: FieldSlice, _ bytes: UnsafeRawBufferPointer) -> String {
    if slice.kind == .missing { return "<missing>" }
    if slice.kind == .absent { return "<absent>" }
    var content = Array(bytes[slice.offset..<slice.offset + slice.length])
    // The mark is about the bytes as they stand in the input.
    let isASCII = content.allSatisfy { $0 < 0x80 }
    if slice.hasEscapes {
      let output = UnsafeMutablePointer<UInt8>.allocate(capacity: content.count)
      defer { output.deallocate() }
      let count = content.withUnsafeBytes { resolve($0, output) }
      content = Array(UnsafeBufferPointer(start: output, count: count))
    }
    let mark = slice.isASCII == isASCII ? "" : "<wrong ASCII mark>"
    return mark + (slice.kind == .quotedText ? "Q" : "") + Self.text(content)
  }
}
