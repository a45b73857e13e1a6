import Scheduling

ProcessMemory.keepFreed()
Interruption.watch()
Interruption.exit(CommandLineTool.run(Array(CommandLine.arguments.dropFirst())))
