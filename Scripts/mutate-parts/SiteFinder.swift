import SwiftOperators
import SwiftParser
import SwiftSyntax

/// Finds the sites of a file.
///
/// Leaves out what cannot be a choice at run time: patterns, types, attributes, raw values, the conditions of `#if`, code
/// that other rooms inline.
final class SiteFinder: SyntaxVisitor {
    private static let others = [
        "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "===": "!==", "!==": "===",
        "&&": "||",
        "||": "&&",
    ]
    /// The compiler knows that these do not return.
    private static let endings: Set = ["exit", "_exit", "abort", "fatalError", "preconditionFailure"]

    private let path: String
    private let converter: SourceLocationConverter
    private var sites: [Site] = []
    /// The constants and variables of functions that get their first value later: without it nothing compiles.
    private var unset: Set<String> = []

    static func sites(of text: String, at path: String) -> [Site] {
        let parsed = Parser.parse(source: text)
        // An operator that is not a standard one stays unfolded, and is not changed.
        let tree = OperatorTable.standardOperators.foldAll(parsed) { _ in }
        let finder = SiteFinder(path: path, converter: SourceLocationConverter(fileName: path, tree: tree))
        finder.walk(tree)
        return finder.sites
    }

    private init(path: String, converter: SourceLocationConverter) {
        self.path = path
        self.converter = converter
        super.init(viewMode: .sourceAccurate)
    }

    // MARK: What is left out

    override func visit(_ node: AttributeSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: ExpressionPatternSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: GenericArgumentClauseSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: InlineArrayTypeSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: EnumCaseElementSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: MacroExpansionExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
        unlessInlined(node.attributes)
    }
    override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind {
        unlessInlined(node.attributes)
    }
    override func visit(_ node: SubscriptDeclSyntax) -> SyntaxVisitorContinueKind {
        unlessInlined(node.attributes)
    }
    override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
        unlessInlined(node.attributes)
    }

    private func unlessInlined(_ attributes: AttributeListSyntax) -> SyntaxVisitorContinueKind {
        attributes.contains { $0.trimmedDescription == "@inlinable" } ? .skipChildren : .visitChildren
    }

    override func visit(_ node: IfConfigClauseSyntax) -> SyntaxVisitorContinueKind {
        if let elements = node.elements { walk(elements) }
        return .skipChildren
    }

    override func visit(_ node: PatternBindingSyntax) -> SyntaxVisitorContinueKind {
        if node.initializer == nil, node.accessorBlock == nil {
            unset.insert(node.pattern.trimmedDescription)
        }
        return .visitChildren
    }

    // MARK: What is found

    override func visit(_ node: IntegerLiteralExprSyntax) -> SyntaxVisitorContinueKind {
        let text = node.trimmedDescription
        add(node, .constant, .replaced(by: "\(text) + 1"), "\(text) → \(text) + 1")
        return .skipChildren
    }

    override func visit(_ node: FloatLiteralExprSyntax) -> SyntaxVisitorContinueKind {
        let text = node.trimmedDescription
        add(node, .constant, .replaced(by: "\(text) + 1"), "\(text) → \(text) + 1")
        return .skipChildren
    }

    override func visit(_ node: BooleanLiteralExprSyntax) -> SyntaxVisitorContinueKind {
        let text = node.trimmedDescription
        let other = text == "true" ? "false" : "true"
        add(node, .constant, .replaced(by: other), "\(text) → \(other)")
        return .skipChildren
    }

    override func visit(_ node: InfixOperatorExprSyntax) -> SyntaxVisitorContinueKind {
        let text = node.operator.trimmedDescription
        if let other = Self.others[text] {
            let place = bytes(of: node.operator)
            add(node, .comparison, .operated(place, by: other), "\(text) → \(other)")
        }
        return .visitChildren
    }

    override func visit(_ node: CodeBlockItemListSyntax) -> SyntaxVisitorContinueKind {
        // The only statement may be the value of a closure or a function.
        guard node.count > 1 else { return .visitChildren }
        for item in node {
            if case .expr(let expression) = item.item, isStatement(expression) {
                let text = expression.trimmedDescription.split(whereSeparator: \.isWhitespace).joined(
                    separator: " ")
                add(
                    expression, .statement, .dropped,
                    "without \(text.count > 90 ? text.prefix(89) + "…" : text[...])")
            }
        }
        return .visitChildren
    }

    private func isStatement(_ expression: ExprSyntax) -> Bool {
        if let inner = expression.as(TryExprSyntax.self) { return isStatement(inner.expression) }
        if let inner = expression.as(AwaitExprSyntax.self) { return isStatement(inner.expression) }
        if let call = expression.as(FunctionCallExprSyntax.self) {
            let name = call.calledExpression.trimmedDescription
            return !Self.endings.contains(name) && !name.hasPrefix("super.") && !name.hasSuffix("self.init")
        }
        guard let infix = expression.as(InfixOperatorExprSyntax.self) else { return false }
        let mark = infix.operator.trimmedDescription
        let isAssignment =
            infix.operator.is(AssignmentExprSyntax.self) || (mark.hasSuffix("=") && Self.others[mark] == nil)
        // An initializer must set everything.
        return isAssignment && !isInInitializer(expression)
            && !unset.contains(infix.leftOperand.trimmedDescription)
    }

    private func isInInitializer(_ node: some SyntaxProtocol) -> Bool {
        var parent = node.parent
        while let here = parent {
            if here.is(InitializerDeclSyntax.self) { return true }
            if here.is(FunctionDeclSyntax.self) || here.is(ClosureExprSyntax.self) { return false }
            parent = here.parent
        }
        return false
    }

    private func add(_ node: some SyntaxProtocol, _ group: Site.Group, _ kind: Site.Change, _ change: String)
    {
        let line = converter.location(for: node.positionAfterSkippingLeadingTrivia).line
        sites.append(
            Site(path: path, line: line, range: bytes(of: node), group: group, kind: kind, change: change))
    }

    private func bytes(of node: some SyntaxProtocol) -> Range<Int> {
        node.positionAfterSkippingLeadingTrivia.utf8Offset..<node.endPositionBeforeTrailingTrivia.utf8Offset
    }
}
