import Columnar
import Planning
import SQLTypes
import TestSupport
import Testing

/// Joins against a reference that looks at every pair of rows.
@Suite struct JoinTests {
  static let kinds: [JoinPlan.Kind] = [
    .inner, .left, .right, .full, .semi, .anti(isNullAware: false), .anti(isNullAware: true),
  ]
  static let keyTypes: [[DataType]] = [
    [.bigint], [.varchar(100)], [.double], [.decimal(precision: 38, scale: 0)], [.boolean], [.interval],
    [.varchar(100), .double], [.bigint, .char(9), .boolean], [],
  ]

  @Test(arguments: kinds, keyTypes) func likeEveryPair(_ kind: JoinPlan.Kind, _ keys: [DataType]) throws {
    if kind == .anti(isNullAware: true) && keys.count != 1 { return }
    for seed in UInt64(0)..<6 {
      for hasResidual in [false, true] { try check(kind, keys, hasResidual: hasResidual, seed: seed) }
    }
  }

  /// The last column of each side is a number; the residual condition reads a boolean of the left side.
  private func check(_ kind: JoinPlan.Kind, _ keys: [DataType], hasResidual: Bool, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let types = keys + [.boolean, .integer]
    let sizes = (0..<2).map { _ in Int.random(in: 0...40, using: &generator) }
    let left = SampleRows.rows(types, count: sizes[0], &generator)
    let right = SampleRows.rows(types, count: seed == 3 ? 0 : sizes[1], &generator)
    let plan = JoinPlan(
      kind, SampleRows.scan(left, types, &generator), SampleRows.scan(right, types, &generator),
      keys: keys.enumerated().map { JoinKey(left: .column($0, $1), right: .column($0, $1)) },
      residual: hasResidual ? .column(types.count + keys.count, .boolean) : nil)
    let expected = reference(kind, left, right, keys.count, types.count, hasResidual)
    #expect(
      try Run.difference(.join(plan), expected, mayReorder: kind == .inner) == nil,
      "seed \(seed), residual \(hasResidual)")
  }

  private func reference(
    _ kind: JoinPlan.Kind, _ left: Rows, _ right: Rows, _ keys: Int, _ width: Int, _ hasResidual: Bool
  ) -> Rows {
    let nulls = [Value](repeating: .null, count: width)
    func isResidual(_ row: [Value]) -> Bool { !hasResidual || row[keys] == .bool(true) }
    func joins(_ l: [Value], _ r: [Value]) -> Bool {
      isResidual(r) && (0..<keys).allSatisfy { l[$0] != .null && SampleRows.key(l[$0]) == SampleRows.key(r[$0]) }
    }
    func mayJoin(_ l: [Value], _ r: [Value]) -> Bool {
      isResidual(r) && (0..<keys).allSatisfy { l[$0] == .null || r[$0] == .null || joins(l, r) }
    }
    switch kind {
    case .semi: return left.filter { l in right.contains { joins(l, $0) } }
    case .anti(isNullAware: false): return left.filter { l in !right.contains { joins(l, $0) } }
    case .anti(isNullAware: true): return left.filter { l in !right.contains { mayJoin(l, $0) } }
    case .inner, .left, .right, .full: break
    }
    var rows = left.flatMap { l -> Rows in
      let partners = right.filter { joins(l, $0) }.map { l + $0 }
      return partners.isEmpty && (kind == .left || kind == .full) ? [l + nulls] : partners
    }
    if kind == .right || kind == .full {
      rows += right.filter { r in !left.contains { joins($0, r) } }.map { nulls + $0 }
    }
    return rows
  }

  /// More pairs than are looked at together, for one left row and for many.
  @Test(arguments: [JoinPlan.Kind.inner, .left, .anti(isNullAware: false)]) func manyPairs(_ kind: JoinPlan.Kind) throws
  {
    let ones = Column.constant(.int(1), .bigint, count: 400)
    let left = SampleRows.scan([Batch([ones], count: 400)], [.bigint])
    let right = SampleRows.scan([Batch([ones], count: 400)], [.bigint])
    for keys in [[JoinKey(left: .column(0, .bigint), right: .column(0, .bigint))], []] {
      let plan = JoinPlan(kind, left, right, keys: keys, residual: nil)
      let count = try Run.batches(.join(plan), threads: 2).reduce(0) { $0 + $1.count }
      #expect(count == (kind == .anti(isNullAware: false) ? 0 : 160_000))
    }
  }
}
