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
    guard let most = request.query[name].map({ Int($0) }) ?? limit, most >= 0 else {
      throw CloudError(
        "InvalidArgument", "Provided \(name) not an integer or within integer range",
        details: ["ArgumentName": name, "ArgumentValue": request.query[name] ?? ""])
    }
    self.most = min(most, limit)
    let rest = all.drop(while: isAhead)
    elements = Array(rest.prefix(self.most))
    isCut = self.most > 0 && rest.count > elements.count
  }
}
