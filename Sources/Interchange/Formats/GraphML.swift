import CanonicalJSON
import Casebook
import DisputeModel
import TextSafety

extension ExportFormat {
    /// A graph of parties (nodes) and acts (edges).
    package static let graphML = ExportFormat(
        "graphml", .asKnown,
        summary: """
            A directed graph in GraphML, for Gephi, igraph, networkx and others: a node for each party, with its \
            reference as the label, and an edge for each act, as known now, from each actor to each addressee. \
            Meetings and agreements give an edge in each direction. An act without an addressee is a loop at its \
            actor. The node `?` is for all who are not named; they can be different parties. Retracted acts and \
            record events are left out.
            """
    ) { source, print in
        var nodes = Nodes(source.parties)
        for line in GraphML.head { print(line) }
        // Reads the log twice: nodes must come before edges, and there are too many edges to hold in memory.
        try forEachEdge(of: source) { _, dyad, _ in
            for party in dyad.ends { nodes.number(of: party, isNew: print) }
        }
        try forEachEdge(of: source) { known, dyad, number in
            let ends = dyad.ends.map { nodes.number(of: $0) { _ in } }
            print(GraphML.edge(known, from: ends[0], to: ends[1], number))
        }
        print("</graph>")
        print("</graphml>")
    }

    private static func forEachEdge(
        of source: ExportSource, _ body: (ExportedEvent, Dyad, _ number: Int) -> Void
    ) throws {
        try source.forEachEvent { known in
            guard !known.isRetracted, known.event.isAct else { return }
            var number = 0
            known.event.forEachDyad { dyad in
                number += 1
                body(known, dyad, number)
            }
        }
    }
}

extension Event {
    /// Whether the event is an act, and not a record event. An event of an unknown kind counts as a record
    /// event if it has a target.
    fileprivate var isAct: Bool { !dispute.isEmpty && !isRecord && target == nil }
}

extension Dyad {
    /// The parties at the two ends of the edge; nil is an unnamed party. A missing addressee makes the edge a
    /// loop.
    fileprivate var ends: [Party?] { [actor, addressee ?? actor] }
}

/// The nodes of the graph: the parties, numbered in the order in which they are first seen. Memory grows with
/// the parties, not with the acts.
private struct Nodes {
    private var numbers: [ExactText: Int] = [:]
    private let parties: PartyRegister

    init(_ parties: PartyRegister) { self.parties = parties }

    /// The number of a party's node. Calls `isNew` with the node's XML if the party is new.
    @discardableResult
    mutating func number(of party: Party?, isNew: (String) -> Void) -> Int {
        let reference = ExactText(party?.reference ?? "?")
        if let number = numbers[reference] { return number }
        let number = numbers.count + 1
        numbers[reference] = number
        isNew(GraphML.node(party ?? Party("?"), number, parties))
        return number
    }
}

/// Writes the XML elements of GraphML. The attributes of nodes and edges are `data` elements, whose keys the
/// head declares.
private enum GraphML {
    static let head: [String] =
        [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            #"<graphml xmlns="http://graphml.graphdrawing.org/xmlns""#
                + #" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#
                + #" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns"#
                + #" http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">"#,
        ] + keys("node", ["label", "name", "code", "sort"])
        + keys(
            "edge",
            [
                "position", "event", "dispute", "kind", "group", "occurred", "place", "standing", "marking",
                "cameo", "summary",
            ]) + [#"<graph id="record" edgedefault="directed">"#]

    private static func keys(_ element: String, _ names: [String]) -> [String] {
        names.map { name in
            let type = name == "position" ? "long" : "string"
            return
                "<key id=\"\(element)-\(name)\" for=\"\(element)\" attr.name=\"\(name)\" attr.type=\"\(type)\"/>"
        }
    }

    static func node(_ party: Party?, _ number: Int, _ parties: PartyRegister) -> String {
        let registered = party.flatMap { parties.party(code: $0.code) }
        return "<node id=\"n\(number)\">"
            + data(
                "node",
                [
                    ("label", party?.reference), ("name", party.map(parties.name(of:))),
                    ("code", party?.code),
                    ("sort", party?.isUnnamed ?? true ? "unnamed" : registered?.sort.rawValue),
                ]) + "</node>"
    }

    static func edge(_ known: ExportedEvent, from: Int, to: Int, _ number: Int) -> String {
        let event = known.event
        return
            "<edge id=\"\(EventNames.anchor(known.position))-\(number)\" source=\"n\(from)\" target=\"n\(to)\">"
            + data(
                "edge",
                [
                    ("position", EventNames.inUse == nil ? String(known.position) : nil),
                    ("event", event.id), ("dispute", event.dispute),
                    ("kind", event.kindName), ("group", event.kind?.group.rawValue),
                    ("occurred", event.fields["occurred"]?.string), ("place", known.place.description),
                    ("standing", event.fields["standing"]?.string ?? "asserted"),
                    ("marking", event.fields["marking"]?.string ?? "public"), ("cameo", event.cameo?.text),
                    ("summary", event.summary),
                ]) + "</edge>"
    }

    private static func data(_ element: String, _ values: [(key: String, value: String?)]) -> String {
        values.map { key, value in
            value.map { "<data key=\"\(element)-\(key)\">\(xmlEscaped(plain($0), quotes: false))</data>" }
                ?? ""
        }.joined()
    }
}
