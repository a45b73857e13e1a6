/// A queue in one array: adding behind and taking from the front cost the same however long it is.
struct RingBuffer<Element> {
  private var slots: [Element?] = []
  private var head = 0
  private(set) var count = 0

  /// The oldest.
  var first: Element? { count > 0 ? slots[head] : nil }

  /// Oldest first.
  var elements: [Element] { last(count) }

  /// The newest ones, oldest of them first.
  func last(_ number: Int) -> [Element] {
    let number = min(number, count)
    return (count - number..<count).compactMap { slots[(head + $0) % slots.count] }
  }

  mutating func append(_ element: Element) {
    reserve(1)
    slots[(head + count) % slots.count] = element
    count += 1
  }

  /// Takes the oldest out.
  mutating func popFirst() -> Element? {
    guard count > 0 else { return nil }
    let first = slots[head].take()
    head = (head + 1) % slots.count
    count -= 1
    return first
  }

  /// Makes room for so many more.
  mutating func reserve(_ more: Int) {
    guard count + more > slots.count else { return }
    if head > 0 { slots = Array(slots[head...] + slots[..<head]) }
    head = 0
    slots += repeatElement(nil, count: max(16, count + more, slots.count * 2) - slots.count)
  }
}
