import Planning

/// Compares the plan after each rule of the optimizer with what a `plan` record expects.
///
/// ```
/// plan                      as it was bound, and after each rule that changed it
/// plan JoinSides …          before and after each of these rules; one that changes nothing says so
/// ```
/// Sub-queries that stay sub-queries are optimized after the query around them, and shown as `subplan N`.
struct PlanComparison {
  private let steps: [PlanTrace.Step]
  private let rules: [String]

  init(_ trace: PlanTrace, rules: [String]) {
    steps = trace.steps
    self.rules = rules
  }

  /// nil where they agree, or what is different.
  func difference(from expected: [String]) -> String? {
    let actual = rules.isEmpty ? changes : rules.flatMap(steps(of:))
    if actual == expected { return nil }
    let line = zip(actual, expected).enumerated().first { $1.0 != $1.1 }?.offset ?? min(actual.count, expected.count)
    let wanted = line < expected.count ? "\"\(expected[line])\"" : "no line"
    return "line \(line + 1) of the plan: expected \(wanted), got:\n\(actual.joined(separator: "\n"))"
  }

  private var changes: [String] {
    steps.filter { $0.rule == nil || $0.isChange }.flatMap { step in
      Self.shown(step.rule ?? "bound", step)
    }
  }

  private func steps(of rule: String) -> [String] {
    let changes = steps.indices.filter { steps[$0].rule == rule && steps[$0].isChange }
    if changes.isEmpty { return ["\(rule) changes nothing"] }
    return changes.flatMap { index in
      let before = steps[..<index].last { $0.query == steps[index].query }
      return (before.map { Self.shown("before \(rule)", $0) } ?? []) + Self.shown(rule, steps[index])
    }
  }

  private static func shown(_ title: String, _ step: PlanTrace.Step) -> [String] {
    ["\(title)\(step.query.map { ", subplan \($0)" } ?? ""):"] + step.lines.map { "  " + $0 }
  }
}
