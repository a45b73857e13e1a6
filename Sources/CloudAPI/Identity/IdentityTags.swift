/// Tags of roles, users, policies and instance profiles, whose keys are told apart without their letters' case.
enum IdentityTags {
  typealias Tags = [(key: String, value: String)]

  private static let most = 50
  private static let letters = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]"

  /// Those of a request, put over `old` ones. Errors: `ValidationError`, `InvalidInput` for a key that is there twice,
  /// `LimitExceeded` for more than there may be.
  static func put(_ input: CloudInput, over old: Tags = []) throws(CloudError) -> Tags {
    let added = input.tags
    try checkCount(added.count, "tags", shown: added.map { "\($0.key)=\($0.value)" })
    for (index, tag) in added.enumerated() {
      try check(tag.key, "tags.\(index + 1).member.key", 1...128)
      try check(tag.value, "tags.\(index + 1).member.value", 0...256)
    }
    guard Set(added.map { $0.key.lowercased() }).count == added.count else {
      throw CloudError("InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.")
    }
    return try merged(old, added)
  }

  private static func merged(_ old: Tags, _ added: Tags) throws(CloudError) -> Tags {
    var tags = old
    for tag in added {
      if let index = tags.firstIndex(where: { $0.key.lowercased() == tag.key.lowercased() }) {
        tags[index] = tag
      } else {
        tags.append(tag)
      }
    }
    guard tags.count <= most else {
      throw CloudError("LimitExceeded", "The number of tags has reached the maximum limit.", status: 409)
    }
    return tags
  }

  /// `tags` without those whose keys a request names. Errors: `ValidationError`.
  static func removed(_ input: CloudInput, from tags: Tags) throws(CloudError) -> Tags {
    let keys = input.texts("TagKeys")
    try checkCount(keys.count, "tagKeys", shown: keys)
    for (index, key) in keys.enumerated() { try check(key, "tagKeys.\(index + 1).member", 1...128) }
    let gone = Set(keys.map { $0.lowercased() })
    return tags.filter { !gone.contains($0.key.lowercased()) }
  }

  /// A page of them, sorted by their keys.
  static func page(_ tags: Tags, _ input: CloudInput) throws(CloudError) -> CloudValue {
    let page = try CloudPage(tags.sorted { $0.key < $1.key }, input, size: "MaxItems", marker: "Marker")
    return page.members(["Tags": .tags(page.elements)], next: "Marker", flag: "IsTruncated")
  }

  /// As what has them shows them: not at all where there are none.
  static func shown(_ tags: Tags) -> CloudValue? { tags.isEmpty ? nil : .tags(tags) }

  private static func checkCount(_ count: Int, _ member: String, shown: [String]) throws(CloudError) {
    try Constraint.checkCount(count, shown: "[\(shown.joined(separator: ", "))]", member, 0...most)
  }

  private static func check(_ text: String, _ member: String, _ lengths: ClosedRange<Int>) throws(CloudError) {
    let pattern = letters + (lengths.lowerBound == 0 ? "*" : "+")
    try Constraint.check(text, member, lengths, of: pattern) { letter in
      letter.isLetter || letter.isNumber || letter.isWhitespace || "_.:/=+-@".contains(letter)
    }
  }
}
