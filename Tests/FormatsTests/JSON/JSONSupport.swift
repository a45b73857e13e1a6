import Formats

/// What a mapper finds in an input, with all offsets counted from the input's start.
struct Findings: Hashable {
  var records: [JSONReference.Record] = []
  var failures: [JSONReference.Failure] = []

  init() {}

  init(_ reference: JSONReference) {
    records = reference.records
    failures = reference.failures
  }

  mutating func append(_ batch: RecordBatch, _ offset: Int) {
    for failure in batch.failures {
      failures.append(
        JSONReference.Failure(
          recordsBefore: failure.recordsBefore + records.count, start: failure.start + offset,
          end: failure.end + offset, offset: failure.offset + offset, code: failure.reason.code,
          reason: failure.reason.text))
    }
    for row in 0..<batch.count {
      let fields = (0..<batch.columnCount).map { Self.moved(batch[$0, row], offset) }
      let record = JSONReference.Record(
        start: Int(batch.starts[row]) + offset, end: Int(batch.ends[row]) + offset, fields: fields)
      records.append(record)
    }
  }

  private static func moved(_ slice: FieldSlice, _ offset: Int) -> FieldSlice {
    let hasText = ![.missing, .indexOutOfRange, .notAnObject].contains(slice.kind) && slice.length > 0
    return FieldSlice(
      offset: slice.offset + (hasText || slice.kind == .string ? offset : 0), length: slice.length, kind: slice.kind,
      hasEscapes: slice.hasEscapes, isASCII: slice.isASCII)
  }
}

extension JSONRecordMapper {
  /// Reads `bytes` in one window, of which `hidden` more bytes stand behind its end.
  mutating func findings(_ bytes: [UInt8], hidden: [UInt8] = []) -> Findings {
    let buffer = InputBuffer()
    (bytes + hidden).withUnsafeBytes { buffer.append($0) }
    let window = UnsafeRawBufferPointer(rebasing: buffer.bytes[0..<bytes.count])
    var findings = Findings()
    var batch = RecordBatch(columnCount: columnCount)
    var progress = MapProgress(stop: .batchFull, consumed: 0)
    while progress.stop == .batchFull {
      batch.removeAll()
      progress = map(window, from: progress.consumed, isLast: true, into: &batch)
      findings.append(batch, 0)
    }
    return findings
  }

  /// Reads `bytes` in chunks of the sizes that `size` gives.
  func findings(_ bytes: [UInt8], chunks size: () -> Int) -> Findings {
    var reader = RecordReader(self, columnCount: columnCount)
    var findings = Findings()
    var offset = 0
    repeat {
      let end = min(bytes.count, offset + size())
      bytes[offset..<end].withUnsafeBytes { chunk in
        reader.read(chunk, isLast: end == bytes.count) { batch, _, offset in findings.append(batch, offset) }
      }
      offset = end
    } while offset < bytes.count
    return findings
  }
}
