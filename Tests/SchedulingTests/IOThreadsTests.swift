import Scheduling
import Synchronization
import Testing

@Suite struct IOThreadsTests {
  private struct Failure: Error, Equatable { var number: Int }

  @Test(arguments: [1, 3, 8]) func everythingIsDone(limit: Int) throws {
    let waits = IOThreads(limit: limit)
    let sum = Mutex(0)
    for round in 1...3 {
      for number in 1...100 { waits.add { sum.withLock { $0 += number } } }
      try waits.finish()
      #expect(sum.withLock { $0 } == round * 5050)
    }
    try waits.finish()
  }

  @Test(arguments: [1, 8]) func theFirstAddedFailureIsThrownOnce(limit: Int) throws {
    let waits = IOThreads(limit: limit)
    for number in 0..<50 { waits.add { if number % 7 == 3 { throw Failure(number: number) } } }
    #expect(throws: Failure(number: 3)) { try waits.finish() }
    try waits.finish()
  }

  @Test func waitsGoOnTogether() throws {
    // Each waits for the other: with one thread this would never end.
    let waits = IOThreads(limit: 2)
    let arrived = Atomic<Int>(0)
    for _ in 0..<2 {
      waits.add {
        arrived.add(1, ordering: .sequentiallyConsistent)
        while arrived.load(ordering: .sequentiallyConsistent) < 2 {}
      }
    }
    try waits.finish()
    #expect(arrived.load(ordering: .relaxed) == 2)
  }

  @Test func droppedWorkIsNotStarted() throws {
    let waits = IOThreads(limit: 1)
    let isEmptied = Atomic<Bool>(false)
    let done = Atomic<Int>(0)
    waits.add { while !isEmptied.load(ordering: .sequentiallyConsistent) {} }
    // As many as are taken in while the first goes on.
    for _ in 0..<7 { waits.add { done.add(1, ordering: .sequentiallyConsistent) } }
    waits.drop { isEmptied.store(true, ordering: .sequentiallyConsistent) }
    #expect(done.load(ordering: .relaxed) == 0)
  }
}
