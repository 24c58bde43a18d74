import Glibc

@main
enum Main {
    static func main() {
        exit(Counter(context: .ofProcess).serve(Array(CommandLine.arguments.dropFirst())))
    }
}
