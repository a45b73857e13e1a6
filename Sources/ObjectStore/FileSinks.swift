import SQLTypes
import System

/// Files as sinks of bytes: what goes wrong becomes the statement's error, 58030.
extension OutputFile: ObjectSink {
  package func write(_ bytes: UnsafeRawBufferPointer) throws(SQLError) {
    do { try append(bytes) } catch { throw SQLError(error) }
  }

  package func finish() throws(SQLError) {
    do { try close() } catch { throw SQLError(error) }
  }
}

extension DirectFile: ObjectSink {
  package func write(_ bytes: UnsafeRawBufferPointer) throws(SQLError) {
    do { try append(bytes) } catch { throw SQLError(error) }
  }

  package func finish() throws(SQLError) {
    do { try close() } catch { throw SQLError(error) }
  }
}
