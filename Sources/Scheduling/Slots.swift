/// Slots for values that different threads fill, each slot by one thread at a time.
///
/// The threads are ordered by the job's lock before anyone reads what another wrote.
final class Slots<Value>: @unchecked Sendable {
  private let count: Int
  /// `count` values, initialised for the life of this object.
  private let slots: UnsafeMutablePointer<Value?>

  init(count: Int) {
    self.count = count
    slots = UnsafeMutablePointer<Value?>.allocate(capacity: count)
    slots.initialize(repeating: nil, count: count)
  }

  deinit {
    slots.deinitialize(count: count)
    slots.deallocate()
  }

  subscript(_ index: Int) -> Value? {
    get {
      precondition(index >= 0 && index < count, "slot outside the job")
      return slots[index]
    }
    set {
      precondition(index >= 0 && index < count, "slot outside the job")
      slots[index] = newValue
    }
  }

  /// Moves the value out.
  func take(_ index: Int) -> Value? {
    precondition(index >= 0 && index < count, "slot outside the job")
    defer { slots[index] = nil }
    return slots[index]
  }

  /// All values, in order; slots left empty are skipped.
  func takeAll() -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(count)
    for index in 0..<count {
      if let value = slots[index] { values.append(value) }
    }
    return values
  }
}

/// One state a worker, made when the worker first needs it.
///
/// A worker's number belongs to one thread at a time, so the state behind it does as well.
final class WorkerStates<State>: @unchecked Sendable {
  private final class Box {
    var state: State
    init(_ state: State) { self.state = state }
  }

  private let boxes: Slots<Box>

  init(workers: Int) { boxes = Slots(count: workers) }

  func update<T>(_ worker: Int, make: () -> State, _ body: (inout State) throws -> T) rethrows -> T {
    let box = boxes[worker] ?? Box(make())
    boxes[worker] = box
    return try body(&box.state)
  }
}
