import CanonicalJSON
import DisputeModel
import Testing

struct EventReferencesTests {
    private static let event = Event(
        [
            "target": "a", "inResponseTo": ["b", "c"], "about": ["d"], "summary": "a",
            "details": ["fields": ["about": ["e"], "inResponseTo": ["f", "g"], "summary": "b"]],
        ])

    @Test func `every reference is replaced, and nothing else`() {
        let replaced = Self.event.replacingReferences { reference, key in
            .string("\(key) \(reference.string ?? "")")
        }
        #expect(
            replaced
                == Event(
                    [
                        "target": "target a", "inResponseTo": ["inResponseTo b", "inResponseTo c"],
                        "about": ["about d"], "summary": "a",
                        "details": [
                            "fields": [
                                "about": ["about e"], "inResponseTo": ["inResponseTo f", "inResponseTo g"],
                                "summary": "b",
                            ]
                        ],
                    ]))
    }

    @Test func `a list without references left is absent, and null in a correction`() {
        let kept = Self.event.replacingReferences { reference, _ in
            ["a", "c", "g"].contains(reference) ? reference : nil
        }
        #expect(
            kept
                == Event(
                    [
                        "target": "a", "inResponseTo": ["c"], "summary": "a",
                        "details": ["fields": ["about": .null, "inResponseTo": ["g"], "summary": "b"]],
                    ]))
    }

    @Test func `the references of an event include those that a correction sets`() {
        let ids = (0..<4).map { EventID(milliseconds: $0, random: (0, 0)) }
        func name(_ index: Int) -> JSON { .string(ids[index].description) }
        let event = Event(
            [
                "target": name(0), "inResponseTo": [name(1), "no id"], "about": [name(2)],
                "details": ["fields": ["inResponseTo": [name(3)]]],
            ])
        #expect(Set(event.references) == Set(ids))
    }
}

extension Event {
    fileprivate init(_ fields: KeyValuePairs<String, JSON>) {
        self.init(JSONObject(fields.map { ($0.key, $0.value) }))
    }
}
