import ArgumentParser
import Crypto

/// Signs a word, and says how many bytes that gives: enough that neither library is left out.
@main
struct Smallest: ParsableCommand {
    @Argument var word: String

    func run() throws {
        let hash = SHA256.hash(data: Array(word.utf8))
        print(try Curve25519.Signing.PrivateKey().signature(for: Array(hash)).count)
    }
}
