/// One session of a user: at first perhaps logged out.
struct Visit {
  let user: User
  /// The number of its first event among all events, from 1.
  let id: Int
  var item = 0
  /// How many events it has still to come.
  var left: Int
  var isAnonymous: Bool

  /// A login ends the anonymous part, a logout all of it.
  mutating func advance(past page: Page) {
    item += 1
    left -= 1
    if page.kind == .login { isAnonymous = false }
    if page.kind == .logout { left = 0 }
  }
}
