/// What a scalar call computes, names and overloads already settled: the word between binder and kernels.
///
/// A family a case, and in each family an enumeration of its functions. A new function is a line in its family's file
/// (the case and the signature under which SQL calls it) and its kernel: dispatch is exhaustive, so that the compiler
/// asks for the kernel. `SOUNDEX('a')` is `.call(.string(.soundex), …)`:
///
/// ```
/// StringFunction.swift     case soundex                      the member
///                          .init("soundex", .soundex, …)     its name, parameters and result
/// Strings.swift            case .soundex: try soundex()      its kernel
/// ```
///
/// Arguments come in the types the signature asked for. NULL in is NULL out, except where `isStrict` says otherwise.
package enum ScalarFunction: Hashable, Sendable {
  case comparison(ComparisonFunction)
  case arithmetic(ArithmeticFunction)
  case unary(UnaryFunction)
  case bits(BitFunction)
  case mathematics(MathematicsFunction)
  case rounding(RoundingFunction)
  case extremum(ExtremumFunction)
  case datetimeArithmetic(DatetimeArithmeticFunction)
  case calendar(CalendarFunction)
  case datePart(DatePartFunction)
  case template(TemplateFunction)
  case string(StringFunction)
  case varbyte(VarbyteFunction)
  case sketch(SketchFunction)
  case pattern(PatternFunction)
  case regex(RegexFunction)
  case hash(HashFunction)
  case json(JSONFunction)
  case superValue(SuperFunction)
  case session(SessionFunction)
  case volatile(VolatileFunction)
  case array(ArrayFunction)
  case catalog(CatalogFunction)
  case quantifier(ArrayQuantifier)
}

extension ScalarFunction {
  /// Its name where EXPLAIN shows no operator.
  package var name: String {
    switch self {
    case .comparison(let function): function.rawValue
    case .arithmetic(let function): function.rawValue
    case .unary(let function): function.rawValue
    case .bits(let function): function.rawValue
    case .mathematics(let function): function.rawValue
    case .rounding(let function): function.rawValue
    case .extremum(let function): function.rawValue
    case .datetimeArithmetic(let function): function.rawValue
    case .calendar(let function): function.rawValue
    case .datePart(let function): function.rawValue
    case .template(let function): function.rawValue
    case .string(let function): function.rawValue
    case .varbyte(let function): function.rawValue
    case .sketch(let function): function.rawValue
    case .pattern(let function): function.rawValue
    case .regex(let function): function.rawValue
    case .hash(let function): function.rawValue
    case .json(let function): function.rawValue
    case .superValue(let function): function.rawValue
    case .session(let function): function.rawValue
    case .volatile(let function): function.rawValue
    case .array(let function): function.rawValue
    case .catalog(let function): function.rawValue
    case .quantifier(let quantifier): quantifier.name
    }
  }

  /// Gives another value at each row: never folded, never moved.
  package var isVolatile: Bool { if case .volatile = self { true } else { false } }

  /// The same value throughout a statement, another in the next: not folded into a plan that is kept.
  package var isStable: Bool {
    switch self {
    case .session, .catalog: true
    default: false
    }
  }

  /// A NULL among the arguments makes the result NULL.
  package var isStrict: Bool {
    switch self {
    case .extremum, .array(.construct), .array(.concatenate), .catalog(.formatType): false
    case .superValue(let function): function.isStrict
    default: true
    }
  }

  package var isComparison: Bool { if case .comparison = self { true } else { false } }
}
