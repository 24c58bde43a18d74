import ArgumentParser
import CanonicalJSON
import EventLog
import Rendering

struct CheckProofCommand: CounterCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-proof",
        abstract: "Checks a proof, without the log and without a network.",
        discussion: """
            Says what is proved and exits 0, or says why nothing is and exits 1. The verifier key must come from whom \
            you trust to know it, and not from whom the proof comes.

            What is proved is that the keeper of the log holds to having recorded the event, as it stands in the proof, \
            at that place in the log. That what it says is true is not proved, nor when it was recorded: its \
            recordedAt is the keeper's word.
            """)

    @OptionGroup var output: FormatOption
    @Argument(help: "What `chancery prove` printed; - is standard input.", completion: .file())
    var file: PathArgument
    @Option(
        help: ArgumentHelp(
            "The log's verifier key, as `chancery checkpoint --key` prints it; may be repeated.",
            valueName: "vkey"))
    var key: [String]

    func run(in context: CommandContext) throws {
        let keys = try key.map { try VerifierKey(option: $0) }
        let text = try inputText(file.path, in: context)
        let outcome = Result { () throws(Unproved) in
            guard let text else { throw Unproved("It is no UTF-8, and so no proof.") }
            let proof = try Proof(text)
            try proof.check(keys)
            return proof
        }
        output.answer(ProofPage(outcome), or: json(outcome), in: context)
        if case .failure = outcome { throw Answer.no }
    }

    private func json(_ outcome: Result<Proof, Unproved>) -> JSON {
        switch outcome {
        case .success(let proof): proof.json
        case .failure(let reason): ["proved": false, "reason": .string(reason.words)]
        }
    }
}

extension Proof {
    fileprivate var json: JSON {
        switch self {
        case .inclusion(let proof):
            [
                "proved": true, "proof": "inclusion", "origin": .string(proof.checkpoint.origin),
                "position": .integer(proof.position), "size": .integer(proof.checkpoint.size),
                "root": .string(proof.checkpoint.root.hexadecimal),
                "event": (try? JSON.parse(proof.event)) ?? .string(proof.event),
            ]
        case .consistency(let proof):
            [
                "proved": true, "proof": "consistency", "origin": .string(proof.later.origin),
                "from": .integer(proof.earlier.size), "to": .integer(proof.later.size),
                "fromRoot": .string(proof.earlier.root.hexadecimal),
                "toRoot": .string(proof.later.root.hexadecimal),
            ]
        }
    }
}
