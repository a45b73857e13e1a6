import Formats
import SQLTypes

/// The bytes a worker looks at: of one large file, or of several small ones behind each other.
struct UnitWindow {
  /// A stretch of the window that comes from one file.
  struct Segment {
    var object: Int
    /// In the window.
    var start: Int
    /// In the file, of the segment's first byte.
    var offset: Int
  }

  let buffer: InputBuffer
  private let size: Int
  private(set) var segments: [Segment] = []
  /// From where on records are yet to be found.
  var position = 0
  /// The byte before the window is a line's last, or the window is a file's start: not the middle of a line given up.
  private var startsLine = true

  init(size: Int) {
    self.size = size
    buffer = InputBuffer(capacity: size)
  }

  var bytes: UnsafeRawBufferPointer { buffer.bytes }
  /// So much of it is used that the next small file had better start anew.
  var isUsedUp: Bool { buffer.count > size / 2 }

  mutating func removeAll() {
    buffer.count = 0
    segments.removeAll(keepingCapacity: true)
    position = 0
    startsLine = true
  }

  /// Whether a line starts at `position`.
  var isAtLineStart: Bool { position == 0 ? startsLine : bytes[position - 1] == 0x0a }

  /// Begins a file behind the bytes there are.
  mutating func begin(_ object: Int, at offset: Int) {
    segments.append(Segment(object: object, start: buffer.count, offset: offset))
    position = buffer.count
  }

  /// The segment that holds a position.
  func segment(at position: Int) -> Segment { segments[index(at: position)] }

  /// The positions of that segment.
  func range(at position: Int) -> Range<Int> {
    let index = index(at: position)
    return segments[index].start..<(index + 1 < segments.count ? segments[index + 1].start : buffer.count)
  }

  private func index(at position: Int) -> Int {
    var low = 0
    var high = segments.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if segments[middle].start <= position { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// A position in the window as an offset in its file.
  func offset(of position: Int) -> Int {
    let segment = segment(at: position)
    return segment.offset + position - segment.start
  }

  /// An offset in the last file as a position.
  func position(of offset: Int) -> Int {
    guard let last = segments.last else { return 0 }
    return offset - last.offset + last.start
  }

  /// Fills the free room from `source`. False if that brought nothing.
  mutating func fill(from source: inout UnitSource) throws(SQLError) -> Bool {
    let before = buffer.count
    while buffer.count < buffer.capacity, !source.isAtEnd {
      let count = try source.read(into: buffer.free)
      if count == 0 { break }
      buffer.count += count
    }
    return buffer.count > before
  }

  /// Drops what lies before `position`, all of it of finished records, and makes room where one record fills the
  /// window.
  mutating func makeRoom() {
    startsLine = isAtLineStart
    let segment = segment(at: position)
    segments = [Segment(object: segment.object, start: 0, offset: segment.offset + position - segment.start)]
    buffer.discard(position)
    position = 0
    if buffer.count > buffer.capacity / 2 { buffer.reserve(buffer.capacity * 2) }
  }
}
