import Answers
import DisputeModel

extension QueryError: ExplainedError {
    var remedy: String {
        switch self {
        case .noDispute(_, let near), .noDisputeThen(_, let near):
            didYouMean(near, else: "`chancery status` lists the disputes.")
        case .noEvent:
            EventNames.inUse == nil
                ? "`chancery log` lists them; name one by its position or its id."
                : "`chancery log` lists them; name one by its id, or at least the last eight digits of it."
        case .noPositions:
            "Name the event by its id, or at least the last eight digits of it."
        case .severalEvents:
            "Give more digits of the one that you mean."
        }
    }

    var exitCode: Int32 {
        switch self {
        case .noDispute, .noDisputeThen, .noEvent: ExitStatus.noInput
        case .noPositions, .severalEvents: ExitStatus.usage
        }
    }
}
