/// The symbols that records of families share: in one place, for one thread.
package final class SymbolTable {
    package var symbols: Symbols

    package init(_ symbols: consuming Symbols = Symbols()) { self.symbols = symbols }
}
