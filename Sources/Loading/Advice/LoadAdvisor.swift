import Catalogs
import Columnar
import Formats
import SQLTypes

/// Warns of what Redshift passes over in silence: columns that no key fills, and files that are no data. It looks at
/// finished batches and at a sample of the files, never at single rows of the load.
struct LoadAdvisor {
  let request: CopyRequest
  let job: LoadJob

  /// `batches` are those of the columns COPY fills; `errors` what it refused. A file that cannot be read again is
  /// passed over.
  func advice(_ batches: [Batch], _ errors: LoadErrors) -> [String] {
    StrayFiles.advice(job.objects, jsonPaths: job.options.jsonPathsName) + emptyColumns(batches, errors)
  }

  private func emptyColumns(_ batches: [Batch], _ errors: LoadErrors) -> [String] {
    guard let mapping = job.jsonMapping else { return [] }
    let empty = job.target.loaded.filter { isEmpty($0, batches, errors) }
    guard !empty.isEmpty, let sample = try? SampledDocuments(job.objects, job.options), !sample.documents.isEmpty
    else { return [] }
    return MappingAdvice(mapping: mapping, sample: sample).advice(empty)
  }

  /// NULL in every row, or refused for being NULL.
  private func isEmpty(_ column: LoadedColumn, _ batches: [Batch], _ errors: LoadErrors) -> Bool {
    if batches.isEmpty {
      return errors.kinds.contains { $0.kind.code == 1213 && $0.kind.columnName == column.definition.name }
    }
    guard column.definition.identity == nil else { return false }
    return batches.allSatisfy { $0.columns[column.fieldIndex].nullCount == $0.count }
  }
}

extension LoadJob {
  /// nil where records are no JSON.
  var jsonMapping: JSONMapping? { (mapper as? JSONRecordMapper)?.mapping }
}

extension CopyOptions {
  var jsonPathsName: String? {
    guard case .json(.paths(let name)) = format else { return nil }
    return name
  }
}
