import Scheduling
import System

ProcessMemory.keepFreed()
Interruption.watch()
MainThread.run { Interruption.exit(CommandLineTool.run(Array(CommandLine.arguments.dropFirst()))) }
