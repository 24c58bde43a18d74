import Casebook
import DisputeModel

/// What the names in a mapping stand for.
struct Scope {
    struct Columns {
        let names: [String]

        /// The place of the column; nil where there is none of that name.
        func place(_ name: String) -> Int? { names.firstIndex(of: name) }

        func isTwice(_ name: String) -> Bool { names.lastIndex(of: name) != names.firstIndex(of: name) }
    }

    let columns: Columns
    /// The columns of the imported table that the mapping reads.
    let used = UsedColumns()
    /// Those of the joined table whose rows are being gone through.
    var inner: Columns?
    var values: [String: Int] = [:]
    var codes: [String: CodeTable] = [:]
    var joins: [String: (index: Int, columns: Columns)] = [:]
    let parties: PartyNames

    static let builtIn: [String: Source] = ["#line": .line, "#hash": .hash, "#file": .file]

    func source(_ name: String, _ setting: YAMLNode) throws(MappingError) -> Source {
        if let source = Self.builtIn[name] {
            if case .hash = source { used.hasHash = true }
            return source
        }
        if let inner, let place = inner.place(name) {
            try refuseTwice(name, inner, setting)
            return .inner(place)
        }
        if let value = values[name] { return .value(value) }
        if let place = columns.place(name) {
            try refuseTwice(name, columns, setting)
            used.places.insert(place)
            return .cell(place)
        }
        if let dot = name.firstIndex(of: "."), let join = joins[String(name[..<dot])] {
            let column = String(name[name.index(after: dot)...])
            guard let place = join.columns.place(column) else {
                throw setting.wrong(
                    "The table \"\(name[..<dot])\" has no column \"\(column)\".",
                    suggestion(column, among: join.columns.names))
            }
            return .joined(table: join.index, column: place)
        }
        let names = (inner?.names ?? []) + values.keys.sorted() + columns.names
        throw setting.wrong("There is no column and no value \"\(name)\".", suggestion(name, among: names))
    }

    private func refuseTwice(_ name: String, _ columns: Columns, _ setting: YAMLNode) throws(MappingError) {
        guard columns.isTwice(name) else { return }
        throw setting.wrong(
            "Two columns are called \"\(name)\".",
            "Give them names of their own, as columns in the table section.")
    }
}

/// What of a table a mapping reads; gathered while the mapping is read.
final class UsedColumns {
    var places: Set<Int> = []
    /// `{#hash}` stands in it.
    var hasHash = false
}
