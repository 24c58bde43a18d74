/// A bit of the column `flags` of an entry.
package enum EntryFlag: Int {
    case retracted = 1
    case corrected = 2

    /// An SQL expression, beginning with the name of the column, that is not 0 where an entry is retracted.
    package static let isRetracted = "flags & \(retracted.rawValue)"
    /// The same for an entry to which a correction applies.
    static let isCorrected = "flags & \(corrected.rawValue)"
}
