// Chooses mutations of sources by a seed, and writes the sources with all of them in, each behind its number.
//
//     mutants ORIGINALS COPY COUNT SEED DROPPED PATH…
//
// ORIGINALS and COPY are two trees of the package, PATH… folders or files in both. DROPPED is a file with the names of
// mutations that do not compile, one a line. Prints a line for each mutation, with tabs between: number, name, path, line,
// what is changed, and the first and the last line that it takes up in the copy.

import Foundation

let arguments = CommandLine.arguments
guard arguments.count > 6, let count = Int(arguments[3]), let seed = UInt64(arguments[4]) else {
    FileHandle.standardError.write(Data("mutants ORIGINALS COPY COUNT SEED DROPPED PATH…\n".utf8))
    exit(64)
}
let (originals, copy) = (URL(fileURLWithPath: arguments[1]), URL(fileURLWithPath: arguments[2]))
let dropped = Set(
    ((try? String(contentsOfFile: arguments[5], encoding: .utf8)) ?? "").split(separator: "\n").map(
        String.init))

/// The Swift files of a folder, or the file itself.
func swiftFiles(_ path: String) -> [String] {
    if path.hasSuffix(".swift") { return [path] }
    let inside = FileManager.default.enumerator(atPath: originals.appendingPathComponent(path).path)
    return (inside?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }.map {
        "\(path)/\($0)"
    }
}

let paths = arguments[6...].flatMap(swiftFiles).sorted()
var texts: [String: [UInt8]] = [:]
var sites: [Site] = []
for path in paths {
    let text = try String(contentsOf: originals.appendingPathComponent(path), encoding: .utf8)
    texts[path] = Array(text.utf8)
    sites += SiteFinder.sites(of: text, at: path)
}

var chosen = Choice(sites: sites, seed: seed).first(count, without: dropped)
// Numbers begin with 1: 0 stands for no mutation.
for index in chosen.indices { chosen[index].number = index + 1 }

for path in paths {
    guard let text = texts[path] else { continue }
    var writer = MutatedFile(text: text, sites: chosen.filter { $0.path == path })
    writer.write()
    // A file that stays the same is not touched, so that it is not compiled again.
    let place = copy.appendingPathComponent(path)
    let written = Data(writer.output)
    if (try? Data(contentsOf: place)) != written { try written.write(to: place) }
    for site in chosen where site.path == path {
        let lines = writer.lines[site.number] ?? 0...0
        print(
            "\(site.number)", site.name, path, "\(site.line)", site.change, "\(lines.lowerBound)",
            "\(lines.upperBound)", separator: "\t")
    }
}
