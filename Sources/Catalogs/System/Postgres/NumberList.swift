/// Numbers as the text of an array: `{1,2}`.
enum NumberList {
  static func text(_ numbers: [Int]) -> String { "{\(numbers.map(String.init).joined(separator: ","))}" }
}
