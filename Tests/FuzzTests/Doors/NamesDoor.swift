import Casebook
import DisputeModel
import EventLog

extension Door {
    /// Names of disputes, parties, events and keys, as they are written and as they are typed.
    static let names = Door(
        "names", longest: 220, changes: 150,
        words: [
            "RUS", "UN:OHCHR", "?:", "republic of ", "the ", "St. ", "-7000-8000-", "Côte d’Ivoire",
            "request-for-",
        ]
    ) { bytes in
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        if let dispute = DisputeID(text) { try check(dispute, text) }
        if let party = Party(text) { try check(party, text) }
        if let id = EventID(text) {
            try expect(id.description == text && id.bytes.count == 16, "the id \(id)")
        }
        if SigningKey.isName(text) { try expect(SigningKey(name: text) != nil, "no key can have the name") }
        let register = PartyRegister.builtIn
        if let found = register.find(text) {
            try expect(register.isKnown(found), "\(found) was found and is not known")
            try expect(register.find(found.reference) == found, "\(found) is not found by its reference")
            _ = register.name(of: found)
        }
        // Of all names there are, which takes its time.
        if text.utf8.count < 24 { _ = register.suggestions(for: text) }
        _ = nearest(text, among: Vocabulary.kinds.map(\.name))
        try expect(folded(folded(text)) == folded(text), "folded once more it is another")
    }

    private static func check(_ dispute: DisputeID, _ text: String) throws {
        try expect(dispute.text == text, "the dispute \(dispute.text)")
        try expect(DisputeID(dispute.family) != nil, "its family has no proper name")
        guard let parent = dispute.parent else { return try expect(dispute.family == text, "no parent") }
        try expect(text.hasPrefix(parent.text + "/"), "the parent \(parent.text)")
        try expect(DisputeID.mayRefer(text, to: parent.text), "it may not refer to its parent")
        try expect(parent.family == dispute.family, "its parent is of another family")
    }

    private static func check(_ party: Party, _ text: String) throws {
        try expect(party.reference.utf8.elementsEqual(text.utf8), "the party \(party)")
        let again = party.path.map { "\(party.code):\($0)" } ?? party.code
        try expect(
            again.utf8.elementsEqual(text.utf8), "\(party.code) and \(party.path ?? "nothing") are not it")
        try expect(!party.liesWithin(party), "it lies within itself")
        if let head = Party(party.code) {
            try expect(party.isUnnamed || party.path == nil || party.liesWithin(head), "not within \(head)")
        } else {
            throw Broken("its code \(party.code) is none")
        }
    }
}
