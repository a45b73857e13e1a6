/// A password of random letters (Secrets Manager API reference, GetRandomPassword).
enum GetRandomPassword: CloudOperation {
  static let name = "GetRandomPassword"

  private static let kinds = [
    ("ExcludeLowercase", "abcdefghijklmnopqrstuvwxyz"), ("ExcludeUppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ("ExcludeNumbers", "0123456789"), ("ExcludePunctuation", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
  ]

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let length = try input.integer("PasswordLength") ?? 32
    let excluded = Set(input.text("ExcludeCharacters") ?? "")
    var kinds: [[Character]] = []
    for (flag, letters) in Self.kinds where !(try input.flag(flag) ?? false) {
      kinds.append(letters.filter { !excluded.contains($0) })
    }
    kinds.removeAll(where: \.isEmpty)
    var letters = Array(kinds.joined())
    if try input.flag("IncludeSpace") ?? false { letters.append(" ") }
    let requiresEach = try input.flag("RequireEachIncludedType") ?? true
    guard 1...4096 ~= length, !letters.isEmpty, !requiresEach || kinds.count <= length else {
      throw CloudError("InvalidParameterException", "A password of that length and those characters cannot be made.")
    }
    return ["RandomPassword": .text(password(length, letters, with: requiresEach ? kinds : []))]
  }

  /// `required`: each has a letter in it; a space is no kind that one is asked of.
  private static func password(_ length: Int, _ all: [Character], with required: [[Character]]) -> String {
    var letters = required.compactMap { $0.randomElement() }
    while letters.count < length, let letter = all.randomElement() { letters.append(letter) }
    return String(letters.shuffled())
  }
}
