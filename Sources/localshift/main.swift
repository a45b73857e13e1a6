import Scheduling
import System

ProcessMemory.keepFreed()
ProcessMemory.growStack()
Interruption.watch()
Interruption.exit(CommandLineTool.run(Array(CommandLine.arguments.dropFirst())))
