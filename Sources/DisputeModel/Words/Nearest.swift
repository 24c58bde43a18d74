/// The candidates that a mistyped word may mean, the most likely first; empty where none is near.
///
/// A word may be mistyped (`protset`), incomplete (`demar`), or one word of several (`explanation` for
/// `request-for-explanation`). Accents, capitals and hyphens do not count.
package func nearest(_ word: String, among candidates: some Sequence<String>, limit: Int = 3) -> [String] {
    let wanted = Array(folded(word).unicodeScalars)
    guard !wanted.isEmpty else { return [] }
    var found: [(cost: Int, order: Int, candidate: String)] = []
    var seen: Set<String> = []
    for (order, candidate) in candidates.enumerated() {
        guard let cost = cost(of: wanted, for: Array(folded(candidate).unicodeScalars)),
            seen.insert(candidate).inserted
        else { continue }
        found.append((cost, order, candidate))
    }
    found.sort { ($0.cost, $0.order) < ($1.cost, $1.order) }
    // Beside a near candidate a far one is only confusing.
    let farthest = (found.first?.cost ?? 0) + 150
    return found.prefix(limit).prefix { $0.cost <= farthest }.map(\.candidate)
}

/// The cost of taking a word for a candidate: 0 where they are the same, nil where they are too different. In
/// hundreds, so that of equally near candidates the shorter one comes first.
private func cost(of wanted: [Unicode.Scalar], for candidate: [Unicode.Scalar]) -> Int? {
    if wanted == candidate { return 0 }
    let allowed = min((wanted.count + 1) / 3, 4)
    let length = min(candidate.count, 49)
    /// The first letter is seldom the wrong one.
    func mistyped(_ other: [Unicode.Scalar]) -> Int? {
        distance(wanted, other, allowed: allowed).map { $0 * 100 + (wanted.first == other.first ? 0 : 100) }
    }
    var best = mistyped(candidate)
    func consider(_ cost: Int) { best = min(best ?? cost, cost) }

    if wanted.count >= 2, candidate.starts(with: wanted) { consider(100) }
    let parts = candidate.split(separator: " ")
    if parts.count > 1 {
        for part in parts where part.count > 2 {
            if wanted.count >= 2, part.starts(with: wanted) {
                consider(part.count == wanted.count ? 50 : 150)
            } else if let cost = mistyped(Array(part)) {
                consider(cost + 50)
            }
        }
    }
    if wanted.count >= 3, best == nil, candidate.contains(run: wanted) { consider(250) }
    return best.map { $0 + length }
}

/// The number of insertions, deletions, replacements and swaps of neighbours between two words, where no letter is
/// edited twice: the optimal string alignment distance (Damerau–Levenshtein). nil where it is more than `allowed`.
private func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], allowed: Int) -> Int? {
    guard abs(a.count - b.count) <= allowed else { return nil }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        row.reserveCapacity(b.count + 1)
        for j in b.indices {
            var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, beforeLast[j - 1] + 1) }
            row.append(least)
        }
        if row.allSatisfy({ $0 > allowed }) { return nil }
        (beforeLast, last) = (last, row)
    }
    return last[b.count] <= allowed ? last[b.count] : nil
}

extension [Unicode.Scalar] {
    fileprivate func contains(run: [Unicode.Scalar]) -> Bool {
        guard count >= run.count else { return false }
        return (0...(count - run.count)).contains { self[$0...].starts(with: run) }
    }
}
