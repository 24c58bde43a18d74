import Platform

@main
enum Main {
    static func main() {
        // `CommandLine.arguments` would alter bytes that are not UTF-8.
        let arguments = (0..<Int(CommandLine.argc)).compactMap { number in
            CommandLine.unsafeArgv[number].map { String(pathPointer: $0) }
        }
        CurrentProcess.exit(CommandRunner(context: .ofProcess).run(Array(arguments.dropFirst())))
    }
}
