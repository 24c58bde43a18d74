import Answers
import DisputeModel

extension QueryError: ExplainedError {
    var remedy: String {
        switch self {
        case .noDispute(_, let near):
            didYouMean(near, else: "`chancery status` lists those that there are.")
        case .noEvent:
            EventNames.inUse == nil
                ? "`chancery log` lists them; name one by its position or its id."
                : "`chancery log` lists them; name one by its id, or at least the last eight digits of it."
        case .noPositions:
            "Name the event by its id, or at least the last eight digits of it."
        case .severalEvents:
            "Name the one that is meant by more of its digits."
        }
    }

    var exitCode: Int32 {
        switch self {
        case .noDispute, .noEvent: ExitStatus.noInput
        case .noPositions, .severalEvents: ExitStatus.usage
        }
    }
}
