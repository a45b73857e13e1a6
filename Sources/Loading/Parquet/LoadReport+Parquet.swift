import Catalogs
import SQLTypes

extension LoadReport {
  /// A value that does not fit its column: the COPY fails with it, and the log gets its row.
  func failure(_ rejection: ParquetRejection) -> CopyFailure {
    let column = job.target.loaded[rejection.column].definition
    let name = job.objects[rejection.object].name
    var row = request.commonError
    row.fileName = name
    row.lineNumber = rejection.row + 1
    (row.columnName, row.columnType) = (column.name, column.type.internalName)
    row.columnLength = column.type.loadErrorLength
    row.rawField = rejection.value.withUnsafeBytes { RawText.shown($0) }
    let error: SQLError
    switch rejection.fault {
    case .field(let fault):
      (row.code, row.reason) = (fault.code, fault.text(job.options.rules))
      error = failed(LoadAdvice.description(of: row))
    case .tooLong(let length):
      let limit = column.type.characterLength ?? column.type.varbyteLength ?? 0
      let context = ParquetErrors.tooLong(column, limit: limit, length: length, name)
      error = ParquetErrors.tooLong(context)
      (row.code, row.reason) = (ParquetErrors.lengthCode, context)
    }
    return CopyFailure(error: error, errors: LoadErrors([row]), commits: commits, run: run(loadedRows: nil))
  }
}

extension DataType {
  fileprivate var varbyteLength: Int? { if case .varbyte(let length) = self { length } else { nil } }
}
