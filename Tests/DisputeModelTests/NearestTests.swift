import Testing

@testable import DisputeModel

@Suite struct NearestTests {
    private let kinds = Vocabulary.kinds.map(\.name)

    @Test(
        arguments: [
            ("protset", "protest"), ("protst", "protest"), ("démarche", "demarche"), ("demar", "demarche"),
            ("Note", "note"), ("explanation", "request-for-explanation"),
            ("explanaton", "request-for-explanation"), ("request for information", "request-for-information"),
            ("interim", "interim-reply"), ("mediaton-begun", "mediation-begun"), ("apologie", "apology"),
        ])
    func `a mistyped, begun or partial word finds its kind first`(word: String, kind: String) {
        #expect(nearest(word, among: kinds).first == kind)
    }

    @Test(arguments: ["", "-", "zzz", "qwertyuiop", "x-osce-spot-report"])
    func `what is near to nothing finds nothing`(word: String) {
        #expect(nearest(word, among: kinds) == [])
    }

    @Test func `no more are given than asked for, the shorter of equals first, none twice`() {
        #expect(nearest("re", among: kinds, limit: 2) == ["reply", "refusal"])
        #expect(nearest("talk", among: ["talks", "talk", "talks"]) == ["talk", "talks"])
        #expect(nearest("donation", among: ["rus-un-donation", "blr-eu-migration"]) == ["rus-un-donation"])
    }

    @Test
    func `beside a near one a far one is left out, and a wrong first letter is less likely than others`() {
        let places = ["Russia", "Wake Island", "Bouvet Island", "Prussia"]
        #expect(nearest("Russland", among: places) == ["Russia"])
        #expect(nearest("Iland", among: places) == ["Wake Island", "Bouvet Island"])
        #expect(nearest("Rusia", among: ["Prussia", "Russia"]) == ["Russia"])
        #expect(nearest("ussia", among: ["Wussia", "Russia"]) == ["Wussia", "Russia"])
    }

    @Test func `neighbours swapped are one mistake, not two`() {
        #expect(nearest("abdc", among: ["abcd"]) == ["abcd"])
        #expect(nearest("badc", among: ["abcd"]) == [])
    }

    @Test(
        arguments: [
            ("Côte d’Ivoire", "cote divoire"), ("SÃO  TOMÉ & Príncipe", "sao tome and principe"),
            ("İstanbul", "istanbul"), ("Łódź", "lodz"), ("Straße", "strasse"),
            ("Guinea-Bissau", "guinea bissau"),
            ("Đà Nẵng", "da nang"), ("e\u{301}te\u{301}", "ete"), ("外务省", "外务省"), ("Dʼ’Ar", "dar"),
            ("  ", ""),
        ])
    func `words are compared without accents, capitals and marks`(words: String, plain: String) {
        #expect(folded(words) == plain)
    }
}
