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
    .target(name: "System", swiftSettings: fast),
    .target(name: "Scheduling", dependencies: ["System"], swiftSettings: fast),
    .target(name: "SQLTypes", dependencies: ["System"], swiftSettings: fast),
    .target(name: "Console", dependencies: ["System"], swiftSettings: safe),
    .target(name: "Formats", dependencies: ["SQLTypes"], swiftSettings: fast),
    .target(name: "Columnar", dependencies: ["SQLTypes", "Formats"], swiftSettings: fast),
    .target(name: "HTTP", dependencies: ["System", "Scheduling", "SQLTypes", "Formats"], swiftSettings: fast),
    .target(
      name: "ObjectStore", dependencies: ["System", "Scheduling", "SQLTypes", "Formats", "HTTP"], swiftSettings: fast),
    .target(name: "Catalogs", dependencies: ["System", "Scheduling", "SQLTypes", "Columnar"], swiftSettings: safe),
    .target(name: "SQLSyntax", dependencies: ["SQLTypes"], swiftSettings: safe),
    .target(name: "Planning", dependencies: ["SQLTypes", "Catalogs", "SQLSyntax"], swiftSettings: safe),
    .target(
      name: "Execution",
      dependencies: ["System", "Scheduling", "SQLTypes", "Columnar", "Formats", "Catalogs", "Planning"],
      swiftSettings: fast),
    .target(
      name: "Loading",
      dependencies: [
        "System", "Scheduling", "SQLTypes", "Columnar", "Formats", "HTTP", "ObjectStore", "Catalogs", "SQLSyntax",
      ],
      swiftSettings: fast),
    .target(
      name: "Sessions",
      dependencies: [
        "System", "Scheduling", "SQLTypes", "Columnar", "ObjectStore", "Catalogs", "SQLSyntax", "Planning",
        "Execution", "Loading",
      ], swiftSettings: safe),
    .target(
      name: "Verification",
      dependencies: [
        "System", "Scheduling", "SQLTypes", "Columnar", "ObjectStore", "Catalogs", "SQLSyntax", "Planning", "Loading",
        "Sessions",
      ], swiftSettings: safe),
    .target(name: "PostgresWire", dependencies: ["SQLTypes", "Columnar"], swiftSettings: fast),
    .target(
      name: "SampleData", dependencies: ["System", "Scheduling", "SQLTypes", "ObjectStore"], swiftSettings: safe),
    .target(name: "CloudAPI", dependencies: ["SQLTypes", "Formats", "HTTP"], swiftSettings: safe),
    .target(
      name: "Serving",
      dependencies: [
        "System", "Scheduling", "SQLTypes", "Columnar", "HTTP", "ObjectStore", "SQLSyntax", "Catalogs", "Planning",
        "Sessions", "PostgresWire", "CloudAPI",
      ], swiftSettings: fast),
    .executableTarget(
      name: "localshift",
      dependencies: [
        "Console",
        "System", "Scheduling", "SQLTypes", "Columnar", "Formats", "ObjectStore", "Catalogs", "SQLSyntax", "Planning",
        "Loading", "Sessions", "Verification", "SampleData", "CloudAPI", "HTTP", "Serving",
      ], swiftSettings: safe),
    .target(name: "TestSupport", dependencies: ["Scheduling"], path: "Tests/Support", swiftSettings: fast),
    .testTarget(name: "SystemTests", dependencies: ["TestSupport", "System"], swiftSettings: fast),
    .testTarget(name: "ConsoleTests", dependencies: ["System", "Console"], swiftSettings: fast),
    .testTarget(name: "SchedulingTests", dependencies: ["System", "Scheduling"], swiftSettings: fast),
    .testTarget(name: "SQLTypesTests", dependencies: ["TestSupport", "SQLTypes"], swiftSettings: fast),
    .testTarget(name: "ColumnarTests", dependencies: ["TestSupport", "SQLTypes", "Columnar"], swiftSettings: fast),
    .testTarget(name: "FormatsTests", dependencies: ["TestSupport", "SQLTypes", "Formats"], swiftSettings: fast),
    .testTarget(
      name: "HTTPTests", dependencies: ["TestSupport", "SQLTypes", "Formats", "HTTP"], swiftSettings: fast),
    .testTarget(
      name: "ObjectStoreTests",
      dependencies: ["TestSupport", "System", "Scheduling", "SQLTypes", "Formats", "HTTP", "ObjectStore"],
      swiftSettings: fast),
    .testTarget(name: "SQLSyntaxTests", dependencies: ["TestSupport", "SQLTypes", "SQLSyntax"], swiftSettings: fast),
    .testTarget(
      name: "CatalogsTests", dependencies: ["TestSupport", "Scheduling", "SQLTypes", "Columnar", "Catalogs"],
      swiftSettings: fast),
    .testTarget(name: "PlanningTests", dependencies: ["SQLTypes", "Planning"], swiftSettings: fast),
    .testTarget(
      name: "ExecutionTests",
      dependencies: [
        "TestSupport", "Scheduling", "SQLTypes", "Columnar", "Catalogs", "SQLSyntax", "Planning", "Execution",
      ],
      swiftSettings: fast),
    .testTarget(
      name: "LoadingTests",
      dependencies: [
        "TestSupport", "System", "Scheduling", "SQLTypes", "Columnar", "Formats", "HTTP", "ObjectStore", "Catalogs",
        "SQLSyntax", "Loading",
      ],
      swiftSettings: fast),
    .testTarget(
      name: "PostgresWireTests", dependencies: ["TestSupport", "SQLTypes", "Columnar", "PostgresWire"],
      swiftSettings: fast),
    .testTarget(
      name: "ServingTests", dependencies: ["SQLTypes", "Columnar", "PostgresWire", "Serving"],
      swiftSettings: fast),
    .testTarget(name: "CloudAPITests", dependencies: ["CloudAPI", "HTTP"], swiftSettings: fast),
    .testTarget(name: "CommandLineTests", dependencies: ["TestSupport", "localshift"], swiftSettings: fast),
    .testTarget(
      name: "DocumentationTests",
      dependencies: [
        "TestSupport", "localshift", "Verification", "Loading", "Catalogs", "Planning", "SQLSyntax", "SQLTypes",
        "Scheduling", "CloudAPI",
      ],
      swiftSettings: fast),
    .testTarget(
      name: "SessionsTests",
      dependencies: [
        "TestSupport", "Scheduling", "SQLTypes", "Columnar", "HTTP", "ObjectStore", "Catalogs", "Planning", "Loading",
        "Sessions", "Verification", "SampleData",
      ],
      swiftSettings: fast),
  ],
  swiftLanguageModes: [.v6]
)
