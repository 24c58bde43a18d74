import SQLite

extension LogImage {
    /// Loads the image into an in-memory database.
    func load(into database: Database) throws {
        let image = DatabaseImage()
        let size = try read { try image.put($0, at: $1) }
        try database.read(image, size: size)
    }
}
