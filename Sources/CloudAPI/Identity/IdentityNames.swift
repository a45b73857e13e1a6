/// Names, paths and descriptions as IAM lets them be.
enum IdentityNames {
  /// Errors: `MissingParameter`, `ValidationError`.
  static func name(_ input: CloudInput, _ member: String, most: Int = 64) throws(CloudError) -> String {
    try checked(try input.required(member), lowered(member), most: most)
  }

  /// Errors: `ValidationError`.
  static func checked(_ name: String, _ member: String, most: Int = 64) throws(CloudError) -> String {
    try Constraint.check(name, member, 1...most)
    guard name.allSatisfy(Constraint.isOfName) else {
      throw CloudError(
        "ValidationError",
        "The specified value for \(member) is invalid. It must contain only alphanumeric characters and/or the "
          + "following: +=,.@_-")
    }
    return name
  }

  /// `/` where none is given. Errors: `ValidationError`.
  static func path(_ input: CloudInput, _ member: String = "Path") throws(CloudError) -> String {
    guard let path = input.text(member) else { return "/" }
    try Constraint.check(path, lowered(member), 1...512)
    guard path.hasPrefix("/"), path.hasSuffix("/"), path.allSatisfy({ $0.isASCII && !$0.isWhitespace }) else {
      throw CloudError(
        "ValidationError",
        "The specified value for \(lowered(member)) is invalid. It must begin and end with / and contain only "
          + "alphanumeric characters and/or / characters.")
    }
    return path
  }

  /// Errors: `ValidationError`.
  static func description(_ input: CloudInput) throws(CloudError) -> String? {
    let description = input.text("Description")
    try Constraint.check(description ?? "", "description", 0...1000)
    return description
  }

  /// `RoleName` is `roleName` in what IAM says of it.
  private static func lowered(_ member: String) -> String { member.prefix(1).lowercased() + member.dropFirst() }
}
