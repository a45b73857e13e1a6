import Columnar
import SQLTypes

/// How text becomes a value of a type whose values all have one size.
protocol ValueRule {
  associatedtype Element: BitwiseCopyable

  /// Stands in a row without a value.
  static var placeholder: Element { get }
  /// As a table keeps the values, in memory of its own: the builder keeps its.
  static func storage(_ values: [Element]) -> Column.Storage

  /// The usual case, without a word about what is wrong otherwise: nil sends the field to `convert`.
  /// A JSON number whose text would be printed anew first (`isNumber`, with a fraction) must not be answered here
  /// where the printing could matter. In bounds: the bytes have `InputBuffer.padding` readable ones behind them.
  func quick(_ bytes: UnsafeRawBufferPointer, isNumber: Bool) -> Element?

  /// Any text. nil for NULL: text that is empty or blank.
  func convert(_ text: UnsafeRawBufferPointer) throws(FieldFault) -> Element?
}
