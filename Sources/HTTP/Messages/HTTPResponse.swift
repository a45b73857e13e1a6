/// What a server answered, as far as it is kept in memory.
package struct HTTPResponse: Hashable, Sendable {
  package var status: Int
  package var fields: HTTPFields
  package var body: [UInt8]

  package init(status: Int, fields: HTTPFields = [:], body: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.body = body
  }

  package var isSuccess: Bool { 200...299 ~= status }
}
