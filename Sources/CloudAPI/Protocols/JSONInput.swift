import Formats

extension CloudInput {
  /// The document of a JSON request; an empty body is an empty structure. Members that are null are not given.
  ///
  /// Errors: `SerializationException` for what is no JSON object.
  package init(json body: [UInt8]) throws(CloudError) {
    guard !body.isEmpty else {
      self = .empty
      return
    }
    guard let document = try? JSONDocument(parsing: body), case .object = document, let input = CloudInput(document)
    else { throw CloudError("SerializationException", "The request is no JSON object.") }
    self = input
  }

  private init?(_ document: JSONDocument) {
    switch document {
    case .null: return nil
    case .boolean(let isTrue): self = .text(isTrue ? "true" : "false")
    case .number(let text), .string(let text): self = .text(text)
    case .array(let elements): self = .list(elements.compactMap(CloudInput.init))
    case .object(let members):
      self = .structure(
        Dictionary(
          members.compactMap { member in CloudInput(member.value).map { (member.name, $0) } },
          uniquingKeysWith: { $1 }))
    }
  }
}
