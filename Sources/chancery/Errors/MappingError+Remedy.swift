import Interchange

extension MappingError: ExplainedError {
    var remedy: String {
        switch advice {
        case .rewrite(let words): words
        case .nameTable(let name):
            "Put it beside the mapping or the imported file, or say where it is: --table \(name)=FILE."
        case .nameKind: "Add kind:; `chancery kinds` lists them."
        }
    }

    var exitCode: Int32 { ExitStatus.dataError }
}
