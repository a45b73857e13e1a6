import Scheduling
import System

ProcessMemory.keepFreed()
ProcessMemory.growStack()
Signals.watch()
Signals.exit(CommandLineTool.run(Array(CommandLine.arguments.dropFirst())))
