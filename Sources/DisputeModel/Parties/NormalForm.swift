import CanonicalJSON
// The normaliser of the standard library, by which it compares strings: there is no other without Foundation, whose Unicode
// tables would be half of the program.
@_spi(_Unicode) import Swift

/// The words in Unicode's form NFC (UAX #15), in which two spellings of one name are the same bytes.
package func composed(_ words: String) -> String {
    if words.utf8.allSatisfy({ $0 < 0x80 }) { return words }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: words._nfc)
    return String(scalars)
}

extension JSONObject {
    /// With every party reference of the event in NFC (section 3): what is typed, mapped or imported is brought to it.
    package var withComposedParties: JSONObject {
        var event = self
        func composedStrings(_ value: JSON) -> JSON {
            guard let list = value.array else { return value }
            return .array(list.map { item in item.string.map { .string(composed($0)) } ?? item })
        }
        for key in ["actors", "addressees"] {
            // Nearly all names are composed already.
            guard let list = event[key],
                !(list.array ?? []).allSatisfy({ $0.string?.utf8.allSatisfy { $0 < 0x80 } ?? true })
            else { continue }
            event[key] = composedStrings(list)
        }
        if var reporter = event["reportedBy"]?.object, let party = reporter["party"]?.string {
            reporter["party"] = .string(composed(party))
            event["reportedBy"] = .object(reporter)
        }
        if let references = event["references"]?.array {
            event["references"] = .array(
                references.map { reference in
                    guard var object = reference.object, let party = object["of"]?.string else {
                        return reference
                    }
                    object["of"] = .string(composed(party))
                    return .object(object)
                })
        }
        guard var details = event["details"]?.object else { return event }
        if let sides = details["sides"]?.array {
            details["sides"] = .array(
                sides.map { side in
                    guard var object = side.object, let members = object["members"] else { return side }
                    object["members"] = composedStrings(members)
                    return .object(object)
                })
        }
        if let fields = details["fields"]?.object { details["fields"] = .object(fields.withComposedParties) }
        event["details"] = .object(details)
        return event
    }
}
