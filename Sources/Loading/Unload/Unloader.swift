import Columnar
import Formats
import ObjectStore
import SQLTypes
import Scheduling

/// Writes the rows of an UNLOAD, whole or not at all, with the same bytes for any number of threads.
///
/// It is made before the query runs, and finds then what is wrong with the statement and what stands in its way.
package struct Unloader {
  private let request: UnloadRequest
  private let names: UnloadNames
  private let partitions: PartitionKeys?
  /// Those of the files.
  private let columns: [OutputColumn]
  private let format: RowFormat
  private let destination: any ObjectDestination

  private var options: UnloadOptions { request.options }

  /// `store` asks as the statement wants to be known. Errors: those of formats and partitions; XX000 where objects are
  /// in the way; those of the store; 0A000 for a key that S3 should encrypt with.
  package init(_ request: UnloadRequest, store: ObjectStorage) throws(SQLError) {
    self.request = request
    names = UnloadNames(key: request.location.key, request.options)
    partitions = try PartitionKeys(request.options, request.columns)
    columns = partitions?.kept.map { request.columns[$0] } ?? request.columns
    format = try UnloadFormat(options: request.options, columns: columns).rowFormat()
    if store.isRemote(request.location), request.options.withoutEffect.contains("KMS_KEY_ID") {
      throw .notSupported("UNLOAD with KMS_KEY_ID to S3", hint: "The bucket's own default encryption applies.")
    }
    destination = try store.destination(for: request.location)
    if partitions == nil { _ = try objectsInTheWay([""]) }
  }

  /// Gives the files in the order of their names. Errors: 58030; XX000 as above; cancellation.
  package func write(_ batches: [Batch], _ pool: WorkerPool) throws -> [UnloadedFile] {
    let plan = try plan(batches, pool)
    let doomed = try objectsInTheWay(partitions == nil ? [""] : Set(plan.parts.map(\.folder)).sorted())
    let files = try write(plan, try RenderSource(plan.batches, format, pool), pool)
    try destination.commit(removing: doomed, last: manifest(of: files))
    return files
  }

  private func plan(_ batches: [Batch], _ pool: WorkerPool) throws -> UnloadPlan {
    let slices = options.isParallel ? max(1, request.slices) : 1
    guard let partitions else {
      return UnloadPlan(batches, slices: slices, writesEmpty: options.format != .json)
    }
    return try UnloadPlan(batches, slices: slices, partitions: partitions, pool)
  }

  private func write(_ plan: UnloadPlan, _ source: RenderSource, _ pool: WorkerPool) throws -> [UnloadedFile] {
    let buffers = PiecePool(keepsEnds: true)
    let files = plan.parts.map { PartFile(pieces: $0.rows.pieceCount, files: rollingFile(of: $0), buffers: buffers) }
    let writer = PartWriter(sources: [source], parts: plan.parts.map(\.rows), files: files, buffers: buffers)
    return zip(plan.parts, try writer.write(pool).files).flatMap { part, written in
      written.map { file in
        UnloadedFile(
          name: destination.name(of: key(part, file.number)), slice: part.slice, rows: file.rows, size: file.size)
      }
    }
  }

  private func rollingFile(of part: UnloadPlan.Part) -> RollingFile {
    RollingFile(
      limit: options.fileLimit, header: format.header, compression: options.compression
    ) { [names, destination] number throws(SQLError) in
      try destination.make(names.file(folder: part.folder, slice: part.slice, number: number))
    }
  }

  private func key(_ part: UnloadPlan.Part, _ number: Int) -> String {
    names.file(folder: part.folder, slice: part.slice, number: number)
  }

  private func manifest(of files: [UnloadedFile]) -> (key: String, text: String)? {
    guard let form = options.manifest else { return nil }
    let key = names.manifest
    let above = key.utf8.lastIndex(of: UInt8(ascii: "/")).map { key[...$0] } ?? ""
    let manifest = UnloadManifest(
      files: files, columns: columns, isVerbose: form == .verbose, headerLines: options.hasHeader ? 1 : 0,
      folder: request.location.isS3 ? "" : String(above))
    return (key, manifest.text)
  }

  // MARK: What is there already

  /// What to remove before the new objects come: under CLEANPATH whatever is there, else an old manifest, so that none
  /// stands for a mixture of old and new.
  ///
  /// A plain path may share its folder with anything: there only what an UNLOAD could have written is in the way, and
  /// CLEANPATH removes nothing else. Errors: XX000 where something is there and may not be.
  private func objectsInTheWay(_ folders: [String]) throws(SQLError) -> [String] {
    var found: [String] = []
    for folder in folders {
      let start = names.prefix + folder
      found += try destination.existing(start).filter { request.location.isS3 || UnloadNames.isOwn($0, start) }
    }
    if partitions != nil, options.manifest != nil {
      found += try destination.existing(names.manifest).filter { $0 == names.manifest }
    }
    switch options.overwriting {
    case .cleaned: return found
    case .allowed: return options.manifest == nil ? [] : found.filter { $0 == names.manifest }
    case .refused:
      // No file that an UNLOAD writes is named as a folder is, by a slash at the end.
      guard let first = found.first(where: { $0.utf8.last != UInt8(ascii: "/") }) else { return [] }
      throw Self.notEmpty(destination.name(of: first))
    }
  }

  private static func notEmpty(_ name: String) -> SQLError {
    .compute(
      "Specified unload destination on S3 is not empty. Consider using a different bucket / prefix, manually removing the "
        + "target files in S3, or using the ALLOWOVERWRITE option.", code: 8001, context: name)
  }
}
