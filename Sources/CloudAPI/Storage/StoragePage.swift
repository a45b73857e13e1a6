/// A part of one of S3's lists that are not of objects: of buckets, uploads or parts.
package struct StoragePage<Element> {
  package let elements: [Element]
  /// Whether more of the list follows.
  package let isCut: Bool
  /// The most that the page may hold.
  package let most: Int

  /// `all`: the list in its order; `most` names the query's member that says how many are wanted, and `isAhead` tells
  /// which elements earlier pages held. Errors: `InvalidArgument`.
  package init(
    _ all: [Element], _ request: StorageRequest, most name: String, isAhead: (Element) -> Bool
  ) throws(CloudError) {
    let limit = 1000
    most = min(try request.number(name) ?? limit, limit)
    let rest = all.drop(while: isAhead)
    elements = Array(rest.prefix(self.most))
    isCut = self.most > 0 && rest.count > elements.count
  }
}

extension StorageRequest {
  /// Nil where it is not given. Errors: `InvalidArgument`.
  package func number(_ name: String) throws(CloudError) -> Int? {
    guard let text = query[name] else { return nil }
    guard let number = Int32(text) else {
      throw Self.invalid("Provided \(name) not an integer or within integer range", name, text)
    }
    guard number >= 0 else {
      throw Self.invalid("Argument \(name) must be an integer between 0 and \(Int32.max)", name, text)
    }
    return Int(number)
  }

  private static func invalid(_ message: String, _ name: String, _ text: String) -> CloudError {
    CloudError("InvalidArgument", message, details: ["ArgumentName": name, "ArgumentValue": text])
  }
}
