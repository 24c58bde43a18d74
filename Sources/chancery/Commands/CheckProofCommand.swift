import ArgumentParser
import Answers
import EventLog
import Rendering

struct CheckProofCommand: ContextCommand {
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
        let answer: ProofAnswer
        do throws(Unproved) {
            guard let text else { throw Unproved("It is no UTF-8, and so no proof.") }
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
