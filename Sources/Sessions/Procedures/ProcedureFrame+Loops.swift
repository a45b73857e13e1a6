import Columnar
import Planning
import SQLSyntax
import SQLTypes

/// LOOP, WHILE, FOR.
extension ProcedureFrame {
  func run(_ loop: ProcedureLoop) throws -> Flow {
    switch loop.kind {
    case .forever: return try repeating(loop) { true }
    case .while(let condition): return try repeating(loop) { try self.isTrue(condition) }
    case .range(let range): return try run(range, of: loop)
    case .query(let targets, let statement, let text):
      let sink = CollectingSink()
      _ = try execute(statement, text, arguments: arguments, sink)
      return try run(over: sink, targets, of: loop)
    case .dynamic(let targets, let dynamic):
      let sink = CollectingSink()
      _ = try execute(dynamic, sink)
      return try run(over: sink, targets, of: loop)
    }
  }

  /// Runs the body as long as there is another turn.
  private func repeating(_ loop: ProcedureLoop, while next: () throws -> Bool) throws -> Flow {
    while try next() {
      try call.context.cancellation.check()
      switch try run(loop.statements) {
      case .next: break
      case .exit(let label): return label == nil || label == loop.label ? .next : .exit(label)
      case .continue(let label) where label != nil && label != loop.label: return .continue(label)
      case .continue: break
      case .return: return .return
      }
    }
    return .next
  }

  /// The bounds are computed once; the loop's variable is its own.
  private func run(_ range: ProcedureRange, of loop: ProcedureLoop) throws -> Flow {
    let first = try bound(range.first, "lower bound")
    let last = try bound(range.last, "upper bound")
    let step = try range.step.map { try bound($0, "BY value") } ?? 1
    guard step > 0 else { throw SQLError(.invalidParameter, "BY value of FOR loop must be greater than zero") }
    var next: Int64? = first
    let depth = variables.depth
    variables.enter(label: loop.label)
    defer { variables.leave(to: depth) }
    variables.declare(ProcedureVariables.Variable(name: range.variable, content: .scalar(.null, .integer)))
    let name = QualifiedName([range.variable])
    var hasRun = false
    let flow = try repeating(loop) {
      guard let value = next, range.isReverse ? value >= last : value <= last else { return false }
      try self.variables.assign(.int(value), to: name)
      let (after, overflows) = value.addingReportingOverflow(range.isReverse ? -step : step)
      next = overflows ? nil : after
      hasRun = true
      return true
    }
    try setFound(hasRun)
    return flow
  }

  private func bound(_ expression: Expression, _ what: String) throws -> Int64 {
    guard case .int(let value) = try evaluate(expression, as: .integer) else {
      throw SQLError(SQLState("22004"), "\(what) of FOR loop cannot be null")
    }
    return value
  }

  private func run(over rows: CollectingSink, _ targets: [QualifiedName], of loop: ProcedureLoop) throws -> Flow {
    guard let columns = rows.columns else { throw SQLError(.syntaxError, "FOR needs a statement that gives rows") }
    var batches = rows.batches[...]
    var row = 0
    var hasRun = false
    let flow = try repeating(loop) {
      while let batch = batches.first, row == batch.count {
        batches.removeFirst()
        row = 0
      }
      guard let batch = batches.first else { return false }
      try self.assign(batch.columns.map { $0.value(row) }, columns, to: targets)
      row += 1
      hasRun = true
      return true
    }
    try setFound(hasRun)
    return flow
  }
}
