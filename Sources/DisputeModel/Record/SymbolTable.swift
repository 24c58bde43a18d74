/// The symbols that several family records share. A class, so that they exist once; for use by one thread.
package final class SymbolTable {
    package var symbols: Symbols

    package init(_ symbols: consuming Symbols = Symbols()) { self.symbols = symbols }
}
