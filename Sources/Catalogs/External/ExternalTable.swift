import SQLTypes

/// A table of the data catalog: where its files lie and how they are read. It holds no rows; a statement reads them.
package struct ExternalTable: Hashable, Sendable {
  package struct Partition: Hashable, Sendable {
    /// As written, in the order of the partition columns.
    package var values: [String]
    package var location: String

    package init(values: [String], location: String) { (self.values, self.location) = (values, location) }
  }

  /// As for other tables: never used twice.
  package let id: Int
  /// Those that the files have.
  package var columns: [ColumnDefinition]
  package var partitionColumns: [ColumnDefinition]
  package var format: ExternalFormat
  package var location: String
  package var properties: [ExternalFormat.Property]
  package var partitions: [Partition] = []
  /// The role that its schema was made with, for S3.
  package var role: String?

  package init(
    id: Int, columns: [ColumnDefinition], partitionColumns: [ColumnDefinition], format: ExternalFormat,
    location: String, properties: [ExternalFormat.Property], role: String?
  ) {
    self.id = id
    self.columns = columns
    self.partitionColumns = partitionColumns
    self.format = format
    self.location = location
    self.properties = properties
    self.role = role
  }

  /// Found by name only: the object that a row was read from, and its bytes.
  package static let pseudoColumns = [
    ColumnDefinition("$path", .varchar(1024)), ColumnDefinition("$size", .bigint),
  ]

  /// What `*` shows.
  package var namedColumns: [ColumnDefinition] { columns + partitionColumns }

  /// What a scan can give, in this order.
  package var allColumns: [ColumnDefinition] { namedColumns + Self.pseudoColumns }

  /// Rows as `numRows` says; else many, for external tables are taken for the larger ones.
  package var rowEstimate: Int { properties["numRows"].flatMap { Int($0) } ?? 10_000_000 }

  package mutating func setProperty(_ property: ExternalFormat.Property) {
    properties.removeAll { $0.name == property.name }
    properties.append(property)
  }
}
