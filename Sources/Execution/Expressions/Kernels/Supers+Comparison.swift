import Columnar
import Planning
import SQLTypes

/// Comparisons of SUPER values: equality is deep and false between types, `<` and its like are NULL between types and
/// for arrays and objects; JSON's null is NULL (AWS documentation, "Querying semi-structured data").
extension KernelCall {
  func compareSupers(_ function: ComparisonFunction) throws -> Column {
    let (left, right) = (first.superKeys, second.superKeys)
    let (l, r) = (left.strings.values, right.strings.values)
    let (leftMask, rightMask) = (first.indexMask, second.indexMask)
    var flags = [Bool](repeating: false, count: count)
    var valid = ValidityBuilder()
    for row in 0..<count {
      let (i, j) = (row & leftMask, row & rightMask)
      var isValid = validity[row] && left.validity[i] && right.validity[j]
      if isValid {
        switch function {
        case .equal: flags[row] = l[i] == r[j]
        case .notEqual: flags[row] = l[i] != r[j]
        default:
          isValid = Self.areOrdered(l[i], r[j])
          flags[row] = isValid && Self.holds(function, l[i].compare(r[j]))
        }
      }
      valid.append(isValid)
    }
    return Column(type, bools: flags, validity: valid.finish())
  }

  /// Scalars of one type; the first byte of a key says which.
  private static func areOrdered(_ left: StringView, _ right: StringView) -> Bool {
    let (mine, theirs) = (left.withBytes { $0.first ?? 0 }, right.withBytes { $0.first ?? 0 })
    return mine == theirs && mine < 5
  }

  private static func holds(_ function: ComparisonFunction, _ order: Int) -> Bool {
    switch function {
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    default: order >= 0
    }
  }
}
