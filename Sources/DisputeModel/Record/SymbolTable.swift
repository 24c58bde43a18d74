/// The symbols that several family records share. A class, so that they exist once; for use by one thread.
package final class SymbolTable {
    /// The shared symbols, to which each new digest adds.
    package var symbols: Symbols

    /// Makes a table that starts with these symbols.
    package init(_ symbols: consuming Symbols = Symbols()) { self.symbols = symbols }
}
