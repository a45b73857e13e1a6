/// A group of users.
package struct Group: Hashable, Sendable {
  package let id: Int
  package var name: String
  /// Ids of users, in the order they came.
  package var members: [Int]

  package init(id: Int, name: String, members: [Int]) {
    self.id = id
    self.name = name
    self.members = members
  }
}
