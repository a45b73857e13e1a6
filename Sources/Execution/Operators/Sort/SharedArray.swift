/// An array that several threads fill, each its own elements.
///
/// Who hands elements out sees to it that none has two writers and that all have written before anyone reads.
final class SharedArray<Element: BitwiseCopyable>: @unchecked Sendable {
  private let elements: UnsafeMutableBufferPointer<Element>

  /// `count` elements, all initialised from the start.
  init(repeating element: Element, count: Int) {
    elements = UnsafeMutableBufferPointer.allocate(capacity: count)
    elements.initialize(repeating: element)
  }

  /// `count` elements, which are written before they are read.
  init(count: Int) { elements = UnsafeMutableBufferPointer.allocate(capacity: count) }

  deinit { elements.deallocate() }

  var count: Int { elements.count }

  func elements(_ range: Range<Int>) -> UnsafeMutableBufferPointer<Element> {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "elements exist")
    return UnsafeMutableBufferPointer(rebasing: elements[range])
  }
}
