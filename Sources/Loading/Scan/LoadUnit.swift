import ObjectStore

/// A piece of the input that one worker reads: it depends on the listing alone, never on the number of threads.
enum LoadUnit: Hashable, Sendable {
  /// Whole files, by their indices in the list.
  case files(Range<Int>)
  /// The records of a large file that start in this range of its bytes.
  case chunk(object: Int, range: Range<Int>)

  var isFirstChunk: Bool {
    if case .chunk(_, let range) = self { range.lowerBound == 0 } else { true }
  }

  /// Bytes, and files that end with it.
  func extent(in objects: [StoredObject]) -> (files: Int, bytes: Int) {
    switch self {
    case .files(let range): (range.count, objects[range].reduce(0) { $0 + $1.size })
    case .chunk(let object, let range): (range.upperBound == objects[object].size ? 1 : 0, range.count)
    }
  }

  /// Files in order: large ones cut unless they are read whole, runs of small ones put together, empty ones left out.
  static func plan(_ objects: [StoredObject], isWhole: Bool, _ sizes: LoadSizes) -> [LoadUnit] {
    var units: [LoadUnit] = []
    var first = 0
    var bytes = 0
    func close(_ end: Int) {
      if end > first && bytes > 0 { units.append(.files(first..<end)) }
      (first, bytes) = (end, 0)
    }
    for (index, object) in objects.enumerated() {
      if !isWhole && object.size > sizes.chunk + sizes.chunk / 2 {
        close(index)
        units += chunks(index, object.size, sizes.chunk)
        first = index + 1
      } else {
        if bytes + object.size > sizes.group || index - first >= sizes.groupCount { close(index) }
        bytes += object.size
      }
    }
    close(objects.count)
    return units
  }

  /// All of `chunk` bytes, but the last takes what would be less than half of one.
  private static func chunks(_ object: Int, _ size: Int, _ chunk: Int) -> [LoadUnit] {
    let count = max(1, (size + chunk / 2) / chunk)
    return (0..<count).map { number in
      .chunk(object: object, range: number * chunk..<(number == count - 1 ? size : (number + 1) * chunk))
    }
  }
}
