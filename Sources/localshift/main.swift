import Scheduling

Interruption.watch()
Interruption.exit(CommandLineTool.run(Array(CommandLine.arguments.dropFirst())))
