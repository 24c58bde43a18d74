import CanonicalJSON
import Casebook
import DisputeModel

/// The arguments of `record`: the kind, the dispute and the act.
struct RecordArguments {
    private(set) var kind: String?
    private(set) var dispute: String?
    var act: ActOptions

    /// - Parameter words: the kind, the dispute, the positions of the events that it responds to, and the summary.
    init(_ words: [String], _ act: ActOptions, _ casebook: Casebook, _ context: CommandContext) throws {
        self.act = act
        var words = words[...]
        guard let kind = words.popFirst() else { return }
        self.kind = kind.lowercased()
        let names = words.first.map { DisputeID($0) != nil && Position(argument: $0) == nil } ?? false
        let isNamed =
            try names || words.first.map { try context.knownDispute($0, in: casebook) != nil } ?? false
        dispute = try context.dispute(
            isNamed || context.usedDispute(in: casebook) == nil ? words.popFirst() : nil, in: casebook)
        self.act.replyTo += words.filter { Position(argument: $0) != nil }
        let texts = words.filter { Position(argument: $0) == nil } + (act.summary.map { [$0] } ?? [])
        guard texts.count <= 1 else {
            throw CommandError.usage(
                "There is more than one summary: \"\(texts.joined(separator: "\" and \""))\".",
                "Put all of it between one pair of quotation marks.")
        }
        self.act.summary = texts.first
    }

    func draft(_ interpreter: InputInterpreter) throws -> JSONObject {
        var draft = try act.fields(interpreter)
        draft["kind"] = kind.map { .string($0) }
        draft["dispute"] = dispute.map { .string($0) }
        return draft
    }
}
