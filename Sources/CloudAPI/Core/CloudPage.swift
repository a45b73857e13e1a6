/// A part of a list, as long as the client asked for, and where the next one begins.
struct CloudPage<Element> {
  let elements: [Element]
  /// The marker of the next page; nil at the end.
  let next: String?

  /// `size` and `marker` name the request's members. Errors: `InvalidParameterValue` for a marker that no answer gave.
  init(_ all: [Element], _ input: CloudInput, size: String, marker: String, most: Int = 100) throws(CloudError) {
    let count = max(1, min(try input.integer(size) ?? most, most))
    var start = 0
    if let text = input.marker(marker) {
      guard let index = Int(text), 0...all.count ~= index else { throw .invalid(marker, text) }
      start = index
    }
    let end = min(all.count, start + count)
    elements = Array(all[start..<end])
    next = end < all.count ? String(end) : nil
  }

  init(_ elements: [Element], next: String?) { (self.elements, self.next) = (elements, next) }

  func map<Other>(_ change: (Element) -> Other) -> CloudPage<Other> {
    CloudPage<Other>(elements.map(change), next: next)
  }

  /// The answer with the page's end: the next page's marker and, where the service has one, a flag that there is one.
  func members(_ members: KeyValuePairs<String, CloudValue>, next name: String, flag: String? = nil) -> CloudValue {
    var all = members.map { CloudValue.Member($0, $1) }
    if let flag { all.append(CloudValue.Member(flag, .boolean(next != nil))) }
    if let next { all.append(CloudValue.Member(name, .text(next))) }
    return .structure(all)
  }
}
