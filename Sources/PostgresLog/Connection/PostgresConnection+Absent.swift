#if !Posts
    import EventLog

    /// Stands for a connection in a program that was built without libpq: it cannot be made.
    final class PostgresConnection {
        static func address(_ url: String) throws -> ServerAddress { throw SharedLogError.notBuilt }

        init(_ address: ServerAddress) throws { throw SharedLogError.notBuilt }

        func rows(_ sql: String, _ values: [PostgresValue] = [], within seconds: Double = 30) throws
            -> [PostgresRow]
        {
            throw SharedLogError.notBuilt
        }

        func send(_ sql: String, _ values: [PostgresValue]) throws { throw SharedLogError.notBuilt }

        func receive(within seconds: Double = 30) throws -> [PostgresRow] { throw SharedLogError.notBuilt }

        func script(_ sql: String) throws { throw SharedLogError.notBuilt }

        func notifications(milliseconds: Int) throws -> [String] { throw SharedLogError.notBuilt }
    }
#endif
