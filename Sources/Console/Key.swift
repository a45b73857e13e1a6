/// What a terminal says was pressed.
package enum Key: Hashable, Sendable {
  /// What is to stand in the text: mostly one character.
  case text(String)
  /// A piece of text that was pasted, with its line ends.
  case paste(String)
  /// `control("a")` is Ctrl-A.
  case control(Character)
  /// `alt("b")` is Alt-B, or Escape and then b.
  case alt(Character)
  case enter, tab, backspace, delete, escape
  case up, down, left, right, home, end
  case wordLeft, wordRight, wordBackspace
}
