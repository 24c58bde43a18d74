import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel
import Rendering

extension FormatOption {
    /// Prints the page or the JSON, whichever format was asked for. The other one is not evaluated.
    func answer(
        _ page: @autoclosure () throws -> some Page, or json: @autoclosure () -> JSON,
        in context: CommandContext
    )
        rethrows
    {
        switch format {
        case .json: context.printJSON(json())
        case .text: for line in try page().lines(on: canvas(in: context)) { context.print(line) }
        }
    }
}

extension MomentOptions {
    /// The day and moment that pages name in their head.
    func dateline(in context: CommandContext) throws -> Dateline {
        let moment = try moment(in: context)
        return Dateline(asOf: moment.asOf, knownAt: moment.knownAt, today: try today(in: context))
    }
}

/// A number of days to look ahead: `7d`, `2w`, `3m`, `10` or `10 days`. A month is 30 days.
struct DayCount: ExpressibleByArgument {
    let days: Int

    init(days: Int) { self.days = days }

    init?(argument: String) {
        let words = argument.lowercased().filter { $0 != " " }
        let digits = words.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number <= 36_500 else { return nil }
        switch words.dropFirst(digits.count) {
        case "", "d", "day", "days": days = number
        case "w", "week", "weeks": days = number * 7
        case "m", "month", "months": days = number * 30
        default: return nil
        }
    }

    var defaultValueDescription: String { "\(days)d" }
}
