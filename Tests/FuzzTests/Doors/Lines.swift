/// What is shown must be safe: no control character, nothing that turns the reading round beyond its line.
func checkLines(_ lines: [String]) throws {
    for line in lines {
        var isolates = 0
        for scalar in line.unicodeScalars {
            switch scalar.value {
            case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0x061C, 0x200E, 0x200F, 0x202A...0x202E,
                0x206A...0x206F:
                throw Broken("U+\(String(scalar.value, radix: 16)) is shown in \(line.debugDescription)")
            case 0x2066...0x2068: isolates += 1
            case 0x2069: isolates -= 1
            default: break
            }
            try expect(isolates >= 0, "an isolate ends that did not begin in \(line.debugDescription)")
        }
        try expect(isolates == 0, "an isolate does not end in \(line.debugDescription)")
    }
}
