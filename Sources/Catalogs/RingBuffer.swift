/// A queue in one array: adding behind and taking from the front cost the same however long it is.
struct RingBuffer<Element> {
  private var slots: [Element?] = []
  private var head = 0
  private(set) var count = 0

  var first: Element? { count > 0 ? slots[head] : nil }

  /// Oldest first.
  var elements: [Element] { last(count) }

  /// The newest ones, oldest of them first.
  func last(_ number: Int) -> [Element] {
    let number = min(number, count)
    return (count - number..<count).compactMap { slots[(head + $0) % slots.count] }
  }

  mutating func append(_ element: Element) {
    if count == slots.count { grow() }
    slots[(head + count) % slots.count] = element
    count += 1
  }

  mutating func removeFirst() {
    slots[head] = nil
    head = (head + 1) % slots.count
    count -= 1
  }

  private mutating func grow() {
    let kept: [Element?] = elements
    slots = kept + [Element?](repeating: nil, count: max(16, count))
    head = 0
  }
}
