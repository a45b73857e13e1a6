/// Functions over HLLSKETCH (AWS documentation: "HyperLogLog functions").
package enum SketchFunction: String, Hashable, Sendable, CaseIterable {
  case cardinality = "hllCardinality"
  case combine = "hllCombineSketches"

  static let named: [NamedFunction<Self>] = [
    .init("hll_cardinality", .cardinality, [.sketch], .fixed(.bigint)),
    .init("hll_combine_sketches", .combine, [.sketch, .sketch], .fixed(.hllsketch)),
  ]
}
