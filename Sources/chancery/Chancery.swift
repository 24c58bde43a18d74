import ArgumentParser

/// The program: its commands, in the order in which help lists them.
struct Chancery: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chancery",
        abstract:
            "Keeps the record of diplomatic disputes: who said, asked, refused or did what; where each stands.",
        discussion: """
            Events are recorded and never changed; everything else is computed from them. Begin with `chancery init`, \
            then `chancery open` a dispute and `chancery record` what happens. `chancery status` and `chancery \
            timeline` show it.
            """,
        version: "0.2.0",
        groupedSubcommands: [
            CommandGroup(
                name: "Recording",
                subcommands: [
                    OpenCommand.self,
                    RecordCommand.self,
                    CorrectCommand.self,
                    RetractCommand.self,
                    UndoCommand.self,
                    SourceCommand.self,
                    MarkCommand.self,
                    AssessCommand.self,
                    CloseCommand.self,
                    ReopenCommand.self,
                ]),
            CommandGroup(
                name: "Asking",
                subcommands: [
                    StatusCommand.self,
                    OverviewCommand.self,
                    TimelineCommand.self,
                    BriefCommand.self,
                    DueCommand.self,
                    AgendaCommand.self,
                    TodoCommand.self,
                    NewsCommand.self,
                    WhyCommand.self,
                    DiffCommand.self,
                    PositionsCommand.self,
                    ShowCommand.self,
                    LogCommand.self,
                    SearchCommand.self,
                ]),
            CommandGroup(
                name: "Looking things up",
                subcommands: [
                    KindsCommand.self,
                    PartiesCommand.self,
                ]),
            CommandGroup(
                name: "Keeping the log",
                subcommands: [
                    InitCommand.self,
                    SettingsCommand.self,
                    UseCommand.self,
                    ExportCommand.self,
                    ImportCommand.self,
                    BackupCommand.self,
                    RestoreCommand.self,
                    ReplayCommand.self,
                    SnapshotCommand.self,
                ]),
            CommandGroup(
                name: "Sharing a log between posts",
                subcommands: [
                    ServerCommand.self,
                    CloneCommand.self,
                    SyncCommand.self,
                    OutboxCommand.self,
                    BundleCommand.self,
                    ReceiveCommand.self,
                ]),
            CommandGroup(
                name: "Proving the record",
                subcommands: [
                    VerifyCommand.self,
                    CheckpointCommand.self,
                    ProveCommand.self,
                    CheckProofCommand.self,
                ]),
        ])
}
