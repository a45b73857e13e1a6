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
  var place = 0
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
    place = 0
    startsLine = true
  }

  /// Whether a line starts at `place`.
  var isAtLineStart: Bool { place == 0 ? startsLine : bytes[place - 1] == 0x0a }

  /// Begins a file behind the bytes there are.
  mutating func begin(_ object: Int, at offset: Int) {
    segments.append(Segment(object: object, start: buffer.count, offset: offset))
    place = buffer.count
  }

  /// The segment that holds a place.
  func segment(at place: Int) -> Segment {
    var low = 0
    var high = segments.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if segments[middle].start <= place { low = middle } else { high = middle - 1 }
    }
    return segments[low]
  }

  /// A place of the window as a place of its file.
  func offset(of place: Int) -> Int {
    let segment = segment(at: place)
    return segment.offset + place - segment.start
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

  /// Drops what lies before `place`, all of it of finished records, and makes room where one record fills the window.
  mutating func makeRoom() {
    startsLine = isAtLineStart
    let segment = segment(at: place)
    segments = [Segment(object: segment.object, start: 0, offset: segment.offset + place - segment.start)]
    buffer.discard(place)
    place = 0
    if buffer.count > buffer.capacity / 2 { buffer.reserve(buffer.capacity * 2) }
  }
}
