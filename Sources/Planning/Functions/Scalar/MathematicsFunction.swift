/// Over doubles (sql.md 2.9).
package enum MathematicsFunction: String, Hashable, Sendable, CaseIterable {
  case power, squareRoot, cubeRoot, exponential, naturalLogarithm, logarithm10, logarithm, pi, degrees, radians
  case sine, cosine, tangent, cotangent, arcSine, arcCosine, arcTangent, arcTangent2

  static let named: [NamedFunction<Self>] = [
    .init("sqrt dsqrt", .squareRoot, [.double], .fixed(.double)),
    .init("cbrt dcbrt", .cubeRoot, [.double], .fixed(.double)),
    .init("exp dexp", .exponential, [.double], .fixed(.double)),
    .init("ln dlog1", .naturalLogarithm, [.double], .fixed(.double)),
    .init("log dlog10", .logarithm10, [.double], .fixed(.double)),
    .init("log", .logarithm, [.double, .double], .fixed(.double)),
    .init("power pow dpow", .power, [.double, .double], .fixed(.double)),
    .init("degrees", .degrees, [.double], .fixed(.double)),
    .init("radians", .radians, [.double], .fixed(.double)),
    .init("sin", .sine, [.double], .fixed(.double)),
    .init("cos", .cosine, [.double], .fixed(.double)),
    .init("tan", .tangent, [.double], .fixed(.double)),
    .init("cot", .cotangent, [.double], .fixed(.double)),
    .init("asin", .arcSine, [.double], .fixed(.double)),
    .init("acos", .arcCosine, [.double], .fixed(.double)),
    .init("atan", .arcTangent, [.double], .fixed(.double)),
    .init("atan2", .arcTangent2, [.double, .double], .fixed(.double)),
    .init("pi", .pi, [], .fixed(.double)),
  ]
}
