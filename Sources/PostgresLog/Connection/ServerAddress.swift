/// Where a server is, and how to log in to it.
struct ServerAddress: Sendable {
    /// The keywords of libpq and their values, without those that are secret.
    let keywords: [(name: String, value: String)]
    /// The keywords that are secret, such as the password: used, and never kept or shown.
    let secrets: [(name: String, value: String)]

    /// The address without its secrets, in libpq's form of keywords and values. It can be kept and shown.
    var text: String {
        keywords.map { name, value in
            let isPlain =
                !value.isEmpty
                && value.unicodeScalars.allSatisfy {
                    $0.properties.isAlphabetic || "0123456789.:/,_-@".unicodeScalars.contains($0)
                }
            guard !isPlain else { return "\(name)=\(value)" }
            let escaped = value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
            return "\(name)='\(escaped)'"
        }.joined(separator: " ")
    }

    /// The names of libpq's keywords whose values are secret.
    static let secretNames: Set<String> = [
        "password", "sslpassword", "oauth_client_secret", "scram_client_key",
    ]
}
