import Foundation
import SQLTypes
import Sessions
import Synchronization
import TestSupport
import Testing

/// No statement of the grammar crashes a session or hangs it, whatever it answers.
///
/// `LOCALSHIFT_SEED=N` runs one seed again, and writes each statement to standard error before it runs.
@Suite struct RandomStatementTests {
  private static let seed = ProcessInfo.processInfo.environment["LOCALSHIFT_SEED"].flatMap(UInt64.init)
  /// Statements that share a database: what they make piles up.
  private static let chain = 200

  @Test func everyFamilyOfStatements() throws {
    let chains = LongRun.count(3, long: 100)
    var seeds = SeededGenerator(seed: Self.seed ?? .random(in: 0 ... .max))
    var answered = 0
    for _ in 0..<(Self.seed == nil ? chains : 1) {
      let seed = Self.seed ?? seeds.next()
      print("everyFamilyOfStatements: seed \(seed)")
      answered += try run(RandomStatements(SeededGenerator(seed: seed)))
    }
    // A grammar of which hardly anything runs tries nothing.
    #expect(answered > Self.chain / 4)
  }

  /// How many statements ran to their end.
  private func run(_ statements: RandomStatements) throws -> Int {
    var statements = statements
    let session = Bench().session()
    _ = try session.executeAll(RandomStatements.setUp)
    _ = try session.execute("SET statement_timeout TO 2000")
    var answered = 0
    for _ in 0..<Self.chain {
      let text = statements.next()
      if Self.seed != nil { FileHandle.standardError.write(Data("\(text);\n".utf8)) }
      let watch = HangWatch(text)
      if session.state(text) == nil { answered += 1 }
      watch.stop()
    }
    return answered
  }
}

/// Ends the process where a statement takes far more than its statement_timeout: a test that waits for ever tells
/// nobody why.
private final class HangWatch: Sendable {
  private let isDone = Mutex(false)
  private static let limit = 60.0

  init(_ text: String) {
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.limit) { [self] in
      if !isDone.withLock({ $0 }) { fatalError("this statement hangs: \(text)") }
    }
  }

  func stop() { isDone.withLock { $0 = true } }
}
