import CanonicalJSON
// This is the normaliser by which the standard library compares strings. Foundation's would add Unicode tables as
// large as half of the program.
@_spi(_Unicode) import Swift

/// The words in Unicode's normal form NFC (UAX #15), in which two spellings of one name have the same bytes.
package func composed(_ words: String) -> String {
    if words.utf8.allSatisfy({ $0 < 0x80 }) { return words }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: words._nfc)
    return String(scalars)
}

extension JSONObject {
    /// The event with every party reference in NFC (section 3). Events that are typed, mapped or imported are brought
    /// to this form.
    package var withComposedParties: JSONObject {
        var event = self
        func composedStrings(_ value: JSON) -> JSON {
            guard let list = value.array else { return value }
            return .array(list.map { item in item.string.map { .string(composed($0)) } ?? item })
        }
        for key in ["actors", "addressees"] {
            // Nearly all names are in NFC already.
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
