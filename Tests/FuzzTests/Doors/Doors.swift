/// All of them. A new one is a file beside this, and a line here; its first inputs lie in `Fixtures/fuzz/<name>`.
enum Doors {
    static let all: [Door] = [
        .json, .scanner, .edtf, .spoken, .names, .deflate, .snapshot, .rows, .key, .restore, .draft, .counter,
        .damage, .tampering, .checkpoint, .verifier, .proof, .search, .table, .mapping,
    ]
}
