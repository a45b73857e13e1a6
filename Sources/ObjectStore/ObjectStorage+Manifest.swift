import Formats
import SQLTypes

extension ObjectStorage {
  /// Reads a manifest, which FROM must name in full (copy.md part 6).
  ///
  /// Errors: XX000 (8001) for a prefix, an object that is not there, or one that is no manifest.
  package func manifest(at location: Location) throws(SQLError) -> Manifest {
    guard let object = try object(at: location) else {
      if try find(location).isEmpty {
        let reason = "S3ServiceException:The specified key does not exist.,Status 404,Error NoSuchKey"
        throw .compute("Problem reading manifest file - \(reason)", code: 8001, context: "\(location)")
      }
      throw .compute(
        "COPY with MANIFEST parameter requires full path of an S3 object.", code: 8001, context: "\(location)")
    }
    return try Manifest(parsing: object.wholeBytes(), name: object.name)
  }

  /// The objects of a manifest, in its order; `name` is what errors call it.
  ///
  /// Errors: XX000 if a mandatory one is missing, or all are; those of `Location`.
  package func list(_ manifest: Manifest, name: String) throws(SQLError) -> [StoredObject] {
    var found: [StoredObject] = []
    var locations: [Location] = []
    for entry in manifest.entries { locations.append(try Location(entry.url)) }
    for (entry, object) in zip(manifest.entries, try objects(at: locations)) {
      if let object {
        found.append(object)
      } else if entry.isMandatory {
        throw .compute("Mandatory url is not present in manifest file.", code: 8001, context: "\(entry.url) in \(name)")
      }
    }
    guard !found.isEmpty else {
      throw .compute("None of the urls in the manifest file exists", code: 8001, context: "manifest \(name)")
    }
    return found
  }
}
