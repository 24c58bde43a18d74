import ArgumentParser
import Answers
import EventLog
import Rendering

struct CheckProofCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-proof",
        abstract: "Checks a proof, without the log and without a network.",
        discussion: """
            Says what is proved and exits with 0, or says why nothing is proved and exits with 1. Get the verifier key \
            from somebody whom you trust to know it, not from the person who gave you the proof.

            It proves that the keeper of the log stands by having recorded the event, as the proof shows it, at that \
            place in the log. It does not prove that what the event says is true, nor when it was recorded: for its \
            recordedAt you have only the keeper's word.
            """)

    @OptionGroup var output: FormatOption
    @Argument(help: "What `chancery prove` printed; - is standard input.", completion: .file())
    var file: PathArgument
    @Option(
        help: ArgumentHelp(
            "The log's verifier key, as `chancery checkpoint --key` prints it; can be given several times.",
            valueName: "vkey"))
    var key: [String]

    func run(in context: CommandContext) throws {
        let keys = try key.map { try VerifierKey(option: $0) }
        let text = try inputText(file.path, in: context)
        let answer: ProofAnswer
        do throws(Unproved) {
            guard let text else { throw Unproved("It is not UTF-8, so it is not a proof.") }
            let proof = try Proof(text)
            try proof.check(keys)
            answer = ProofAnswer(proof)
        } catch {
            answer = .unproved(reason: error.words)
        }
        output.answer(ProofPage(answer), or: answer.json, in: context)
        if !answer.isProved { throw ExitNo.no }
    }
}

extension ProofAnswer {
    fileprivate init(_ proof: Proof) {
        switch proof {
        case .inclusion(let proof):
            self = .event(log: LogAt(proof.checkpoint), position: proof.position, text: proof.event)
        case .consistency(let proof):
            self = .growth(from: LogAt(proof.earlier), to: LogAt(proof.later))
        }
    }
}

extension ProofAnswer.LogAt {
    fileprivate init(_ checkpoint: Checkpoint) {
        self.init(name: checkpoint.origin, size: checkpoint.size, root: checkpoint.root.hexadecimal)
    }
}
