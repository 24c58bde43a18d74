/// Searching for a text in a text, byte by byte. That is fast, and finds a mark even if a combining accent
/// follows it.
extension String {
    func parted(at mark: String) -> (before: String, after: String)? {
        guard let place = place(of: mark, from: 0) else { return nil }
        return parted(place, mark)
    }

    func parted(atLast mark: String) -> (before: String, after: String)? {
        var last: Int?
        while let next = place(of: mark, from: last.map { $0 + 1 } ?? 0) { last = next }
        return last.map { parted($0, mark) }
    }

    func split(every mark: String) -> [String] {
        var (parts, rest) = ([String](), self)
        while let (before, after) = rest.parted(at: mark) {
            parts.append(before)
            rest = after
        }
        return parts + [rest]
    }

    private func parted(_ place: Int, _ mark: String) -> (before: String, after: String) {
        (
            String(decoding: utf8.prefix(place), as: UTF8.self),
            String(decoding: utf8.dropFirst(place + mark.utf8.count), as: UTF8.self)
        )
    }

    private func place(of mark: String, from start: Int) -> Int? {
        let (bytes, mark) = (Array(utf8), Array(mark.utf8))
        guard let first = mark.first, bytes.count >= mark.count + start else { return nil }
        return (start...(bytes.count - mark.count)).first {
            bytes[$0] == first && bytes[$0...].starts(with: mark)
        }
    }
}
