import SQLite

extension LogImage {
    /// Has a connection in memory read the image.
    func load(into database: Database) throws {
        let image = DatabaseImage()
        let size = try read { try image.put($0, at: $1) }
        try database.read(image, size: size)
    }
}
