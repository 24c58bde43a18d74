/// ISO 3166-3: states and territories that no longer exist, each with its last day.
///
/// Some only ceased to be an entry of ISO 3166-1 (parts of Antarctica, islands of the United States, metropolitan
/// France). For them the date is the end of the entry, for which ISO gives only the year in the oldest cases. ATF is
/// still in ISO 3166-1, as only its name changed.
///
/// A name that is still used for a state of today leads to that state: Burma is MMR, East Timor TLS, Byelorussia BLR.
/// A name that only the former state had leads to the former state: Zaire is ZAR, Rhodesia RHO, Yugoslavia YUG.
extension BuiltInParties {
    static let formerStates: [RegisteredParty] = [
        .former(
            "AFI", "French Afars and Issas", until: "1977-06-26", "Afars and Issas",
            "French Territory of the Afars and the Issas"),
        .former("ANT", "Netherlands Antilles", until: "2010-10-09", "Dutch Antilles", "Neth. Antilles"),
        .former("ATB", "British Antarctic Territory", until: "1979"),
        .former("ATN", "Dronning Maud Land", until: "1983", "Queen Maud Land"),
        .former(
            "BUR", "Burma (until 1989)", until: "1989-06-17", "Socialist Republic of the Union of Burma",
            "Union of Burma"),
        .former(
            "BYS", "Byelorussian SSR", until: "1991-09-18", "Byelorussian Soviet Socialist Republic",
            "Belorussian SSR", "Belorussian Soviet Socialist Republic"),
        .former(
            "CSK", "Czechoslovakia", until: "1992-12-31", "Czechoslovak Socialist Republic",
            "Czechoslovak Republic", "Czech and Slovak Federal Republic",
            "Czech and Slovak Federative Republic",
            "CSSR", "CSFR"),
        .former("CTE", "Canton and Enderbury Islands", until: "1979-07-11"),
        .former(
            "DDR", "German Democratic Republic", until: "1990-10-02", "East Germany", "GDR",
            "Democratic Republic of Germany"),
        .former("DHY", "Dahomey", until: "1975-11-29", "Republic of Dahomey"),
        .former("FXX", "Metropolitan France", until: "1997-07-14"),
        .former("GEL", "Gilbert and Ellice Islands", until: "1975-12-31"),
        .former("HVO", "Upper Volta", until: "1984-08-03", "Republic of Upper Volta"),
        .former("JTN", "Johnston Island", until: "1986", "Johnston Atoll"),
        .former("MID", "Midway Islands", until: "1986", "Midway"),
        .former("NHB", "New Hebrides", until: "1980-07-29"),
        .former(
            "NTZ", "Saudi-Iraqi Neutral Zone", until: "1993-07-12", "Neutral Zone (Saudi Arabia and Iraq)"),
        .former(
            "PCI", "Trust Territory of the Pacific Islands", until: "1994-09-30",
            "Pacific Islands (Trust Territory)", "Pacific Islands Trust Territory"),
        .former("PCZ", "Panama Canal Zone", until: "1979-09-30", "Canal Zone"),
        .former("PUS", "US Miscellaneous Pacific Islands", until: "1986"),
        .former("RHO", "Rhodesia", until: "1980-04-17", "Southern Rhodesia"),
        .former("SCG", "Serbia and Montenegro", until: "2006-06-05", "State Union of Serbia and Montenegro"),
        .former("SKM", "Sikkim", until: "1975-05-15"),
        .former(
            "SUN", "Soviet Union", until: "1991-12-26", "USSR", "Union of Soviet Socialist Republics"),
        .former("TMP", "East Timor (until 2002)", until: "2002-05-19", "Portuguese Timor"),
        .former(
            "VDR", "North Vietnam", until: "1976-07-01", "Democratic Republic of Vietnam",
            "Democratic Republic of Viet Nam", "North Viet Nam"),
        .former("WAK", "Wake Island", until: "1986"),
        .former(
            "YMD", "South Yemen", until: "1990-05-21", "Democratic Yemen", "PDRY", "Yemen PDR",
            "People's Democratic Republic of Yemen", "Democratic Republic of Yemen", "Southern Yemen",
            "People's Republic of Southern Yemen"),
        .former(
            "YUG", "Yugoslavia", until: "2003-02-04", "Socialist Federal Republic of Yugoslavia", "SFRY",
            "Yugoslav SFR", "SFR of Yugoslavia", "SFR Yugoslavia", "Federal People's Republic of Yugoslavia",
            "Federal Republic of Yugoslavia", "FR Yugoslavia", "FRY", "Kingdom of Yugoslavia",
            "Yugoslavia (Serbia and Montenegro)", "Serbia and Montenegro (Yugoslavia)"),
        .former("ZAR", "Zaire", until: "1997-05-16", "Republic of Zaire"),
    ]
}
