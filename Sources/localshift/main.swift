import Scheduling
import System

ProcessMemory.keepFreed()
Signals.watch()
MainThread.run { Signals.exit(CommandLineTool.run(Array(CommandLine.arguments.dropFirst()))) }
