import Formats
import ObjectStore
import SQLTypes

/// The files of one part, each behind the other: the next begins where a row would make one larger than the limit.
///
/// A compressor holds bytes back, so near the limit what may still come out of it counts as written, and rows count
/// with all their bytes: files end up below the limit, never above it, unless a single row is larger.
struct RollingFile {
  /// One file's name in the part (0, 1, …), rows and bytes.
  struct Written: Sendable {
    var number: Int
    var rows = 0
    var size = 0
  }

  private let limit: Int
  private let header: [UInt8]
  private let compression: Compression
  private let open: @Sendable (Int) throws(SQLError) -> any ObjectSink
  private var object: (any ObjectSink)?
  private var sink: (any ByteSink)?
  private var current = Written(number: 0)
  private(set) var written: [Written] = []

  /// `open` makes the file of a number.
  init(
    limit: Int = .max, header: [UInt8], compression: Compression,
    open: @escaping @Sendable (Int) throws(SQLError) -> any ObjectSink
  ) {
    self.limit = limit
    self.header = header
    self.compression = compression
    self.open = open
  }

  mutating func write(_ piece: RenderedPiece) throws(SQLError) {
    if object == nil { try begin() }
    var row = 0
    while row < piece.rows {
      let end = rowsThatFit(piece, from: row)
      guard end > row else {
        try close()
        try begin()
        continue
      }
      let start = row == 0 ? 0 : piece.ends[row - 1]
      let stop = end == piece.rows ? piece.buffer.count : piece.ends[end - 1]
      try put(UnsafeRawBufferPointer(rebasing: piece.buffer.bytes[start..<stop]))
      current.rows += end - row
      row = end
    }
  }

  /// Ends the last file. A part without pieces has none.
  mutating func finish() throws(SQLError) { if object != nil { try close() } }

  /// One more than the last row, from `row` on, that fits the file; at least one where the file has none.
  private func rowsThatFit(_ piece: RenderedPiece, from row: Int) -> Int {
    let start = row == 0 ? 0 : piece.ends[row - 1]
    var room = limit
    if limit != .max {
      room = limit - (object?.size ?? 0) - compression.heldBack
      // Small steps towards the limit are not worth their cost.
      if compression != .none && room < limit / 64 { room = 0 }
    }
    if piece.buffer.count - start <= room { return piece.rows }
    var (fits, tooMany) = (row, piece.rows)
    while tooMany - fits > 1 {
      let middle = (fits + tooMany) / 2
      if piece.ends[middle - 1] - start <= room { fits = middle } else { tooMany = middle }
    }
    return fits == row && current.rows == 0 ? row + 1 : fits
  }

  private mutating func begin() throws(SQLError) {
    let opened = try open(current.number)
    object = opened
    sink = try compression.sink(into: opened)
    let answer = header.withUnsafeBytes { bytes in Result { () throws(SQLError) in try put(bytes) } }
    try answer.get()
  }

  private mutating func put(_ bytes: UnsafeRawBufferPointer) throws(SQLError) { try sink?.write(bytes) }

  private mutating func close() throws(SQLError) {
    try sink?.finish()
    current.size = object?.size ?? 0
    written.append(current)
    (sink, object) = (nil, nil)
    current = Written(number: current.number + 1)
  }
}

extension Compression {
  /// Bytes that its compressor may hold back, at most.
  fileprivate var heldBack: Int {
    switch self {
    case .none, .lzop: 0
    case .gzip: 1 << 18 + 1 << 10
    case .bzip2: 1 << 20
    case .zstd: 1 << 19
    }
  }
}
