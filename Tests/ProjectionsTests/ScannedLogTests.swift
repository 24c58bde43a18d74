import CanonicalJSON
import DisputeModel
import EventLog
@testable import Projections
import Seeds
import SystemPackage
import Testing
import TimeLimits

@testable import Oracle

/// Families are read along the log in as many passes as memory asks for, on one thread or on two, and are the same.
@Suite(.endsInTime) struct ScannedLogTests {
    @Test(arguments: seeds(from: 900, 1, long: 40), [1, 2, 5])
    func `each family is in one pass, with all its events in log order`(seed: UInt64, passes: Int) throws {
        let history = RandomHistory(seed: seed, events: 160)
        let log = try ScratchLog(history.events)
        var onOne: [String: [String]] = [:]
        var onTwo: [String: [String]] = [:]
        for pass in 0..<passes {
            let (one, expected) = try log.projected.store.read { db in
                let scanned = try ScannedLog(db, through: .max, pass: pass, of: passes)
                return (scanned, try Rebuild.families(db).families)
            }
            for family in one.families {
                #expect(one.events(of: family).map(\.position) == expected[family.name], "seed \(seed)")
                #expect(
                    onOne.updateValue(Self.words(family, one), forKey: family.name) == nil, "seed \(seed)")
            }
            let two = try ScannedLog(
                log.path, through: history.events.count, pass: pass, of: passes)
            for family in two.families { onTwo[family.name] = Self.words(family, two) }
        }
        #expect(
            onOne.count
                == Set(history.events.map { DisputeID.family(of: $0.object?["dispute"]?.string ?? "") }).count
        )
        #expect(onOne == onTwo, "seed \(seed)")
    }

    @Test func `a log of one event, or of none, is read`() throws {
        let log = try ScratchLog()
        #expect(try ScannedLog(log.path, through: 0).families.isEmpty)
        let event = RandomHistory(seed: 3, events: 30).events[0]
        let other = try ScratchLog([event])
        #expect(try ScannedLog(other.path, through: 1).families.count == 1)
    }

    /// All that is known of a family's events, whatever the numbers of their names are.
    private static func words(_ family: ScannedLog.Family, _ log: ScannedLog) -> [String] {
        log.events(of: family).map { event in
            let symbols = log.symbols
            return
                "\(event.order) \(event.id) \(symbols.dispute(event.dispute)) \(symbols.parties(event.actors)) "
                + "\(symbols.parties(event.addressees)) \(symbols.due(event.due) as Any) "
                + "\(Array(symbols.replies(of: event))) \(symbols.target(of: event) as Any)"
        }
    }
}
