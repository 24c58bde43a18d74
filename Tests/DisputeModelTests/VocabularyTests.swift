import DisputeModel
import Glibc
import Testing

@Suite struct VocabularyTests {
    @Test func `each group has its kinds`() {
        let counts = Dictionary(grouping: Vocabulary.kinds, by: \.group).mapValues(\.count)
        #expect(
            counts == [
                .position: 11, .instrument: 4, .request: 7, .reply: 6, .dialogue: 12, .thirdParty: 6,
                .adjudication: 7, .coercion: 11, .settlement: 8, .record: 9,
            ])
    }

    @Test func `no two kinds have one name, and each is found by it`() {
        #expect(Set(Vocabulary.kinds.map(\.name)).count == Vocabulary.kinds.count)
        for kind in Vocabulary.kinds {
            #expect(Vocabulary.kind(kind.name)?.meaning == kind.meaning)
        }
        #expect(Vocabulary.kind("Protest") == nil)
        #expect(Vocabulary.kind("x-osce-spot-report") == nil)
    }

    @Test func `every effect is some kind's`() {
        #expect(Set(Vocabulary.kinds.compactMap(\.phase)) == Set(PhaseEffect.allCases))
        #expect(Set(Vocabulary.kinds.compactMap(\.reply)) == Set(ReplyEffect.allCases))
        #expect(Set(Vocabulary.kinds.map(\.group)) == Set(Kind.Group.allCases))
    }

    @Test func `only a record kind is the recorder's, and only the closing and reopening move a phase`() {
        for kind in Vocabulary.kinds {
            #expect(kind.isRecord == (kind.acts == .recorder), "\(kind.name)")
        }
        let moving = Vocabulary.kinds.filter { $0.isRecord && $0.phase != nil }
        #expect(moving.map(\.name) == ["dispute-closed", "dispute-reopened"])
        #expect(Vocabulary.kinds.allSatisfy { !$0.isRecord || $0.temperature == nil })
    }

    @Test func `levels are those of the scale`() {
        for kind in Vocabulary.kinds {
            switch kind.temperature {
            case .raise(let level): #expect((1...6).contains(level), "\(kind.name)")
            case .cool(let levels): #expect((1...3).contains(levels), "\(kind.name)")
            case .raiseByForce: #expect(kind.name == "incident")
            case nil: break
            }
        }
    }

    @Test func `a demarche raises a dispute and wants an answer if it asks for one`() throws {
        let demarche = try #require(Vocabulary.kind("demarche"))
        #expect(demarche.group == .instrument && demarche.acts == .side)
        #expect(demarche.phase == .raise && demarche.temperature == .raise(2))
        #expect(demarche.reply == .opensIfAsked && demarche.basis == "7 FAM 034")
        #expect(demarche.meaning.hasSuffix("letter. Modes: single, joint, parallel."))
    }

    @Test func `talks need both sides, an incident needs none`() {
        #expect(Vocabulary.kind("negotiation")?.acts == .twoSides)
        #expect(Vocabulary.kind("agreement")?.acts == .twoSides)
        #expect(Vocabulary.kind("incident")?.acts == .any)
    }

    /// The rules' own table lies beside the repository, not in it.
    @Test(.enabled(if: shared("domain/vocabulary.csv") != nil, "../shared/domain/vocabulary.csv is not here"))
    func `the vocabulary is that of the rules, row by row`() throws {
        let table = try #require(shared("domain/vocabulary.csv"))
        #expect(Vocabulary.kinds.map(columns) == Array(records(table).dropFirst()))
    }

    private func columns(_ kind: Kind) -> [String] {
        let temperature =
            switch kind.temperature {
            case .raise(let level): "raise \(level)"
            case .raiseByForce: "raise by force"
            case .cool(let levels): "cool \(levels)"
            case nil: ""
            }
        return [
            kind.name, kind.group.rawValue, kind.phase?.rawValue ?? "none", kind.acts.rawValue, temperature,
            kind.reply?.rawValue ?? "", kind.cameo ?? "", kind.plover ?? "", kind.basis ?? "", kind.meaning,
        ]
    }
}

/// A file of the folder that lies beside the repository; nil where it is not there.
private func shared(_ path: String) -> String? {
    let repository = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    guard let file = fopen("/\(repository)/../shared/\(path)", "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
}

/// Comma-separated values as RFC 4180 has them.
private func records(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    var rest = text.unicodeScalars.filter { $0 != "\r" }[...]
    while let scalar = rest.popFirst() {
        switch scalar {
        case "\"" where isQuoted && rest.first == "\"":
            field += "\""
            rest.removeFirst()
        case "\"": isQuoted.toggle()
        case "," where !isQuoted:
            fields.append(field)
            field = ""
        case "\n" where !isQuoted:
            records.append(fields + [field])
            (fields, field) = ([], "")
        default: field.unicodeScalars.append(scalar)
        }
    }
    if !field.isEmpty || !fields.isEmpty { records.append(fields + [field]) }
    return records
}
