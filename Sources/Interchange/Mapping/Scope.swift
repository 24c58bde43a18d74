import Casebook
import DisputeModel

/// Resolves the names that templates use.
struct Scope {
    struct Columns {
        let names: [String]

        /// The index of the column; nil if no column has this name.
        func place(_ name: String) -> Int? { names.firstIndex(of: name) }

        func isTwice(_ name: String) -> Bool { names.lastIndex(of: name) != names.firstIndex(of: name) }
    }

    let columns: Columns
    /// Collects the columns of the imported table that the mapping uses.
    let used = UsedColumns()
    /// The columns of the joined table of the current `each:` section.
    var inner: Columns?
    var values: [String: Int] = [:]
    var codes: [String: CodeTable] = [:]
    var joins: [String: (index: Int, columns: Columns)] = [:]
    let parties: PartyNames

    /// The names that are neither columns nor values.
    static let builtIn: [String: Source] = ["#line": .line, "#hash": .hash, "#file": .file]

    /// The source that a name stands for. Throws an error if there is none, or if two columns have the name.
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
            "Give them different names, as columns in the table section.")
    }
}

/// The columns that a mapping uses; collected while the mapping is read.
final class UsedColumns {
    var places: Set<Int> = []
    /// Whether the mapping uses `{#hash}`.
    var hasHash = false
}
