/// What each rule of the optimizer made of a plan, in text: for `plan` records of scripts.
package final class PlanTrace {
  /// The plan after a rule, or as it was bound.
  package struct Step: Sendable {
    /// The rule's name; nil for the plan as it was bound.
    package let rule: String?
    /// The sub-query's number; nil for the statement itself.
    package let query: Int?
    /// Whether the rule changed anything.
    package let isChange: Bool
    /// As `PlanText` writes it.
    package let lines: [String]
  }

  package private(set) var steps: [Step] = []

  package init() {}

  func begin(_ plan: LogicalPlan, query: Int?) {
    steps.append(Step(rule: nil, query: query, isChange: false, lines: PlanText.lines(plan)))
  }

  func add(_ rule: String, from before: LogicalPlan, to plan: LogicalPlan, query: Int?) {
    let lines = PlanText.lines(plan)
    steps.append(Step(rule: rule, query: query, isChange: lines != PlanText.lines(before), lines: lines))
  }
}
