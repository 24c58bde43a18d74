/// A source file with mutations in it.
struct MutatedFile {
    let text: [UInt8]
    let sites: [Site]
    private(set) var output: [UInt8] = []
    /// Which lines of the output each mutation takes up: an error of the compiler in one of them is put down to it.
    private(set) var lines: [Int: ClosedRange<Int>] = [:]
    private var line = 1

    init(text: [UInt8], sites: [Site]) {
        self.text = text
        // Of two that begin together the longer is the outer one.
        self.sites = sites.sorted {
            ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
        }
    }

    mutating func write() { write(text.indices, inside: nil) }

    /// Writes a part of the text with the sites in it, those inside others included.
    private mutating func write(_ part: Range<Int>, inside outer: Site?) {
        var position = part.lowerBound
        for site in sites
        where site.range.lowerBound >= position && site.range.upperBound <= part.upperBound
            && site.number != outer?.number
        {
            copy(position..<site.range.lowerBound)
            write(site)
            position = site.range.upperBound
        }
        copy(position..<part.upperBound)
    }

    private mutating func write(_ site: Site) {
        let start = line
        switch site.kind {
        case .replaced(let other):
            put("(Mutation.isOn(\(site.number)) ? \(other) : ")
            copy(site.range)
            put(")")
        case .operated(let mark, let other):
            // Its operands in brackets: && binds closer than the || that may be in them.
            put("(Mutation.isOn(\(site.number)) ? ((")
            write(site.range.lowerBound..<mark.lowerBound, inside: site)
            put(") \(other) (")
            write(mark.upperBound..<site.range.upperBound, inside: site)
            put(")) : (")
            write(site.range, inside: site)
            put("))")
        case .dropped:
            put("if !Mutation.isOn(\(site.number)) { ")
            write(site.range, inside: site)
            put(" }")
        }
        lines[site.number] = min(start, lines[site.number]?.lowerBound ?? start)...line
    }

    private mutating func put(_ words: String) { output += Array(words.utf8) }

    private mutating func copy(_ part: Range<Int>) {
        output += text[part]
        line += text[part].count { $0 == UInt8(ascii: "\n") }
    }
}
