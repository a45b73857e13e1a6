// swift-tools-version: 6.2
import PackageDescription

/// Modules of the engine, lowest first: a module imports only from those named before it.
/// `.strictMemorySafety()` marks the modules that must do without unsafe code altogether.
let safe: [SwiftSetting] = [.treatAllWarnings(as: .error), .strictMemorySafety()]
let fast: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "localshift",
  platforms: [.macOS(.v26)],
  products: [.executable(name: "localshift", targets: ["localshift"])],
  targets: [
    .target(name: "Scheduling", swiftSettings: fast),
    .target(name: "SQLTypes", swiftSettings: fast),
    .target(name: "Columnar", dependencies: ["SQLTypes"], swiftSettings: fast),
    .target(name: "Formats", dependencies: ["SQLTypes"], swiftSettings: fast),
    .target(name: "ObjectStore", dependencies: ["Scheduling", "SQLTypes", "Formats"], swiftSettings: fast),
    .target(name: "SQLSyntax", dependencies: ["SQLTypes"], swiftSettings: safe),
    .target(name: "Catalogs", dependencies: ["SQLTypes", "Columnar"], swiftSettings: safe),
    .target(name: "Planning", dependencies: ["SQLTypes", "Columnar", "Catalogs", "SQLSyntax"], swiftSettings: safe),
    .target(
      name: "Execution", dependencies: ["Scheduling", "SQLTypes", "Columnar", "Catalogs", "Planning"],
      swiftSettings: fast),
    .target(
      name: "Loading",
      dependencies: ["Scheduling", "SQLTypes", "Columnar", "Formats", "ObjectStore", "Catalogs", "SQLSyntax"],
      swiftSettings: fast),
    .target(
      name: "Sessions",
      dependencies: [
        "Scheduling", "SQLTypes", "Columnar", "ObjectStore", "Catalogs", "SQLSyntax", "Planning", "Execution",
        "Loading",
      ], swiftSettings: safe),
    .target(
      name: "Verification",
      dependencies: [
        "Scheduling", "SQLTypes", "Columnar", "ObjectStore", "Catalogs", "Planning", "Loading", "Sessions",
      ], swiftSettings: safe),
    .target(name: "SampleData", dependencies: ["Scheduling", "SQLTypes", "ObjectStore"], swiftSettings: safe),
    .executableTarget(
      name: "localshift",
      dependencies: [
        "Scheduling", "SQLTypes", "Columnar", "Formats", "ObjectStore", "Catalogs", "SQLSyntax", "Planning",
        "Execution", "Loading", "Sessions", "Verification", "SampleData",
      ], swiftSettings: safe),
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: fast),
    .testTarget(
      name: "SchedulingTests", dependencies: ["Scheduling"], swiftSettings: fast),
    .testTarget(name: "SQLTypesTests", dependencies: ["TestSupport", "SQLTypes"], swiftSettings: fast),
    .testTarget(name: "ColumnarTests", dependencies: ["TestSupport", "Columnar", "SQLTypes"], swiftSettings: fast),
    .testTarget(name: "FormatsTests", dependencies: ["TestSupport", "Formats", "SQLTypes"], swiftSettings: fast),
    .testTarget(
      name: "ObjectStoreTests", dependencies: ["TestSupport", "ObjectStore", "Scheduling", "SQLTypes", "Formats"],
      swiftSettings: fast),
    .testTarget(name: "SQLSyntaxTests", dependencies: ["TestSupport", "SQLSyntax", "SQLTypes"], swiftSettings: fast),
    .testTarget(
      name: "ExecutionTests",
      dependencies: [
        "TestSupport", "Execution", "Planning", "Catalogs", "SQLSyntax", "Columnar", "SQLTypes", "Scheduling",
      ],
      swiftSettings: fast),
    .testTarget(
      name: "LoadingTests",
      dependencies: [
        "TestSupport", "Loading", "Formats", "ObjectStore", "Catalogs", "SQLSyntax", "Columnar", "SQLTypes",
        "Scheduling",
      ],
      swiftSettings: fast),
    .testTarget(name: "CommandLineTests", dependencies: ["TestSupport", "localshift"], swiftSettings: fast),
    .testTarget(
      name: "SessionsTests",
      dependencies: [
        "TestSupport", "Sessions", "Verification", "SampleData", "Loading", "ObjectStore", "SQLTypes", "Columnar",
        "Catalogs", "Scheduling",
      ],
      swiftSettings: fast),
  ],
  swiftLanguageModes: [.v6]
)
