import Testing

@testable import DisputeModel

/// Names as publishers write them, and to whom they lead.
@Suite struct SpellingTests {
    private let register = PartyRegister.builtIn

    /// Of each publisher a line for each name, with its code before it.
    private static let tables: [(publisher: String, names: String)] = [
        (
            "World Bank",
            """
            BHS Bahamas, The
            BRN Brunei Darussalam
            CPV Cabo Verde
            COD Congo, Dem. Rep.
            COG Congo, Rep.
            CIV Cote d'Ivoire
            CUW Curacao
            CZE Czechia
            EGY Egypt, Arab Rep.
            FSM Micronesia, Fed. Sts.
            GMB Gambia, The
            HKG Hong Kong SAR, China
            IRN Iran, Islamic Rep.
            KGZ Kyrgyz Republic
            KNA St. Kitts and Nevis
            KOR Korea, Rep.
            LAO Lao PDR
            LCA St. Lucia
            MAC Macao SAR, China
            MAF St. Martin (French part)
            MKD Macedonia, FYR
            PRI Puerto Rico (US)
            PRK Korea, Dem. People's Rep.
            PRK Korea, Dem. Rep.
            PSE West Bank and Gaza
            RUS Russian Federation
            SOM Somalia, Fed. Rep.
            STP Sao Tome and Principe
            SVK Slovak Republic
            SXM Sint Maarten (Dutch part)
            SYR Syrian Arab Republic
            TUR Turkiye
            TWN Taiwan, China
            VCT St. Vincent and the Grenadines
            VEN Venezuela, RB
            VIR Virgin Islands (U.S.)
            VNM Viet Nam
            YEM Yemen, Rep.
            """
        ),
        (
            "UN Statistics Division and UN voting records",
            """
            BOL Bolivia (Plurinational State of)
            BYS BYELORUSSIAN SSR
            CAF CENTRAL AFRICAN EMPIRE
            COD CONGO (DEMOCRATIC REPUBLIC OF)
            COD CONGO (LEOPOLDVILLE)
            COG CONGO (BRAZZAVILLE)
            CIV CÔTE D’IVOIRE
            CSK CZECHOSLOVAKIA
            DDR GERMAN DEMOCRATIC REPUBLIC
            DEU GERMANY, FEDERAL REPUBLIC OF
            DHY DAHOMEY
            GBR United Kingdom of Great Britain and Northern Ireland
            HKG China, Hong Kong Special Administrative Region
            HVO UPPER VOLTA
            IRN Iran (Islamic Republic of)
            KHM DEMOCRATIC KAMPUCHEA
            KHM KHMER REPUBLIC
            KOR REPUBLIC OF KOREA
            LAO Lao People's Democratic Republic
            LBY LIBYAN ARAB JAMAHIRIYA
            MAC China, Macao Special Administrative Region
            MDV MALDIVE ISLANDS
            MKD THE FORMER YUGOSLAV REPUBLIC OF MACEDONIA
            NLD NETHERLANDS (KINGDOM OF THE)
            PRK Democratic People's Republic of Korea
            PSE State of Palestine
            SHN Saint Helena
            SUN UNION OF SOVIET SOCIALIST REPUBLICS
            TUR TÜRKİYE
            TZA United Republic of Tanzania
            UKR UKRAINIAN SSR
            VEN Venezuela (Bolivarian Republic of)
            VIR United States Virgin Islands
            WLF Wallis and Futuna Islands
            YMD DEMOCRATIC YEMEN
            YUG YUGOSLAVIA
            ZAR ZAIRE
            """
        ),
        (
            "UN Comtrade",
            """
            ANT Neth. Antilles
            BIH Bosnia Herzegovina
            CAF Central African Rep.
            COD Dem. Rep. of the Congo
            COK Cook Isds
            CYM Cayman Isds
            DDR Fmr Dem. Rep. of Germany
            DEU Fmr Fed. Rep. of Germany
            DOM Dominican Rep.
            FLK Falkland Isds (Malvinas)
            FRO Faeroe Isds
            FSM FS Micronesia
            HKG China, Hong Kong SAR
            KOR Rep. of Korea
            LAO Lao People's Dem. Rep.
            MAC China, Macao SAR
            MDA Rep. of Moldova
            MHL Marshall Isds
            MKD TFYR of Macedonia
            MNP N. Mariana Isds
            PRK Dem. People's Rep. of Korea
            SLB Solomon Isds
            SUN Fmr USSR
            TCA Turks and Caicos Isds
            TZA United Rep. of Tanzania
            VDR Fmr Dem. Rep. of Vietnam
            VGB Br. Virgin Isds
            VIR US Virgin Isds
            YMD Fmr Dem. Yemen
            YUG Fmr Yugoslavia
            """
        ),
        (
            "IMF",
            """
            AFG Afghanistan, Islamic Republic of
            AND Andorra, Principality of
            ARM Armenia, Republic of
            ABW Aruba, Kingdom of the Netherlands
            BHR Bahrain, Kingdom of
            CHN China, P.R.: Mainland
            COM Comoros, Union of the
            COD Congo, Democratic Republic of the
            COG Congo, Republic of
            EGY Egypt, Arab Republic of
            ERI Eritrea, The State of
            ETH Ethiopia, The Federal Democratic Republic of
            FJI Fiji, Republic of
            HKG China, P.R.: Hong Kong
            IRN Iran, Islamic Republic of
            LSO Lesotho, Kingdom of
            MAC China, P.R.: Macao
            MKD North Macedonia, Republic of
            MHL Marshall Islands, Republic of the
            MRT Mauritania, Islamic Republic of
            NLD Netherlands, The
            POL Poland, Republic of
            STP São Tomé and Príncipe, Democratic Republic of
            SXM Sint Maarten, Kingdom of the Netherlands
            TLS Timor-Leste, Democratic Republic of
            TUR Türkiye, Republic of
            TWN Taiwan Province of China
            VEN Venezuela, República Bolivariana de
            XKX Kosovo, Republic of
            YEM Yemen, Republic of
            """
        ),
        (
            "WTO",
            """
            EU European Communities
            EU European Union (formerly EC)
            EU EC
            EU EEC
            HKG Hong Kong, China
            KOR Korea, Republic of
            MAC Macao, China
            MDA Moldova, Republic of
            SAU Saudi Arabia, Kingdom of
            TWN Chinese Taipei
            TWN Separate Customs Territory of Taiwan, Penghu, Kinmen and Matsu
            VEN Venezuela, Bolivarian Republic of
            """
        ),
        (
            "FAO",
            """
            ANT Netherlands Antilles (former)
            CHN China, mainland
            ETH Ethiopia PDR
            PCI Pacific Islands Trust Territory
            SDN Sudan (former)
            SCG Serbia and Montenegro
            SUN USSR
            TWN China, Taiwan Province of
            YUG Yugoslav SFR
            """
        ),
        (
            "Eurostat and the European Commission",
            """
            CZE Czech Republic
            DEU Germany (until 1990 former territory of the FRG)
            EU European Union - 27 countries (from 2020)
            MKD Former Yugoslav Republic of Macedonia, the
            TUR Turkey
            XKX Kosovo (under United Nations Security Council Resolution 1244/99)
            XKX Kosovo*
            """
        ),
        (
            "Lists of sanctions (OFAC, EU, UN)",
            """
            BHS Bahamas, the
            CIV Cote d Ivoire
            COD Congo, Democratic Republic of the
            KOR Korea, South
            MAC Macau
            MMR Burma
            PRK Korea, North
            VAT Vatican City State
            VGB Virgin Islands, British
            VIR Virgin Islands, U.S.
            """
        ),
        (
            "UCDP, OECD, ISO and others",
            """
            BOL Bolivia, Plurinational State of
            CHN China (People's Republic of)
            COD Congo (the Democratic Republic of the)
            COD DR Congo (Zaire)
            CIV Ivory Coast
            FLK Falkland Islands (the) [Malvinas]
            GBR United Kingdom of Great Britain and Northern Ireland (the)
            GNQ Guinea, Equatorial
            KHM Cambodia (Kampuchea)
            KOR Korea (the Republic of)
            MDG Madagascar (Malagasy)
            MMR Myanmar (Burma)
            PRK Korea (Democratic People's Republic of)
            PSE Palestine, State of
            RUS Russia (Soviet Union)
            SRB Serbia (Yugoslavia)
            SWZ Kingdom of Eswatini (Swaziland)
            TUR Türkiye (Turkey)
            TWN Taiwan (Province of China)
            TZA Tanzania, United Republic of
            USA United States of America (the)
            VAT Holy See (Vatican City State)
            VNM Vietnam (North Vietnam)
            YEM Yemen (North Yemen)
            ZWE Zimbabwe (Rhodesia)
            """
        ),
    ]

    private static let spellings: [(name: String, code: String)] = tables.flatMap { table in
        table.names.split(separator: "\n").map { line in
            (trimmed(line.drop { $0 != " " }), String(line.prefix { $0 != " " }))
        }
    }

    @Test func `the spellings of publishers lead to those whom they mean`() {
        #expect(Self.spellings.count >= 150)
        for (name, code) in Self.spellings {
            #expect(register.find(name)?.reference == code, "\(name)")
            #expect(register.find(name.uppercased())?.reference == code, "\(name), in capitals")
        }
    }

    @Test(arguments: [
        "Korea", "Virgin Islands", "The Virgin Islands", "Vietnam, Rep.", "Republic of Vietnam",
        "South Vietnam",
        "Serbia, Montenegro", "Georgia (USA)", "Niger, Nigeria", "Southern Africa", "Northern Ireland",
        "Ireland, Northern", "Islamic State of Iraq", "State of Georgia", "State of Mexico", "Fmr Poland",
        "Poland (former)", "Former Sweden", "People's Republic of Korea", "Republic of Somaliland",
        "Donetsk People's Republic", "Turkish Republic of Northern Cyprus", "Serbia (Montenegro)",
        "United Arab Republic", "Republic", "Rep.", ", The", "The", "()", "of the and",
        "France (Germany)", "Neutral Zone", "Union", "Democratic Republic", "Kingdom of",
    ])
    func `a name that says not whom it means leads to nobody`(name: String) {
        #expect(register.find(name) == nil)
    }

    @Test(
        arguments: [
            ("Congo", "COG"), ("Guinea", "GIN"), ("Samoa", "WSM"), ("Micronesia", "FSM"),
            ("Macedonia", "MKD"),
            ("Germany", "DEU"), ("Vietnam", "VNM"), ("Yemen", "YEM"), ("Sudan", "SDN"), ("China", "CHN"),
            ("Dominica", "DMA"), ("Dominican Rep.", "DOM"), ("Niger", "NER"), ("Guinea Bissau", "GNB"),
            ("Republic of China", "TWN"), ("People's Republic of China", "CHN"), ("China, Rep.", "TWN"),
            ("Guinea, Rep.", "GIN"), ("Samoa, American", "ASM"), ("S. Africa", "ZAF"), ("N. Korea", "PRK"),
            ("China, P.R.: Shanghai", "CHN:Shanghai"), ("Hong Kong: China", "HKG:China"),
            ("Korea, Rep.: MFA", "KOR:MFA"),
        ])
    func `names that are near to each other stay apart`(name: String, reference: String) {
        #expect(register.find(name)?.reference == reference)
    }

    @Test(
        arguments: [
            ("Burma", "MMR"), ("Burma (until 1989)", "BUR"), ("Union of Burma", "BUR"), ("BUR", "BUR"),
            ("East Timor", "TLS"), ("Portuguese Timor", "TMP"), ("Byelorussia", "BLR"),
            ("Byelorussian SSR", "BYS"), ("Zaire", "ZAR"), ("Rhodesia", "RHO"), ("Southern Rhodesia", "RHO"),
            ("Soviet Union", "SUN"), ("U.S.S.R.", "SUN"), ("ussr", "SUN"), ("Former Soviet Union", "SUN"),
            ("Czechoslovakia", "CSK"), ("ČSSR", "CSK"), ("East Germany", "DDR"), ("GDR", "DDR"),
            ("Germany, Democratic Republic of", "DDR"), ("West Germany", "DEU"), ("Yugoslavia", "YUG"),
            ("Yugoslavia, Federal Republic of", "YUG"), ("Serbia and Montenegro", "SCG"),
            ("Serbia & Montenegro", "SCG"), ("South Yemen", "YMD"), ("Yemen Arab Republic", "YEM"),
            ("North Vietnam", "VDR"), ("Dutch Antilles", "ANT"), ("Ceylon", "LKA"), ("Siam", "THA"),
        ])
    func `a name is today's state's where it is still in use for it, and else the former state's`(
        name: String, code: String
    ) {
        #expect(register.find(name)?.reference == code)
    }

    // MARK: Of all names

    @Test func `no spelling means two parties, however it is read`() {
        var owners: [String: String] = [:]
        func claim(_ key: String, _ code: String, _ name: String) {
            let owner = owners.updateValue(code, forKey: key) ?? code
            #expect(owner == code, "\(name): \(owner), \(code)")
        }
        for party in BuiltInParties.all {
            for name in [party.name] + party.aliases { claim(WrittenName.key(name), party.code, name) }
        }
        for (name, reference) in BuiltInParties.organs { claim(WrittenName.key(name), reference, name) }
        for (name, code) in BuiltInParties.allSpellings {
            #expect(BuiltInParties.byCode[code] != nil, "\(code)")
            claim(WrittenName.key(name), code, name)
            // As it is written it may be no other name either.
            #expect(BuiltInParties.byName[nameKey(name)] == nil, "\(name) is a name already")
        }
        for (name, code) in BuiltInParties.spellingsWithColon {
            #expect(register.find(name)?.reference == code)
        }
    }

    @Test func `a spelling is listed only where no rule finds it`() {
        let names = BuiltInParties.named(by: WrittenName.key)
        for (name, code) in BuiltInParties.allSpellings {
            #expect(WrittenName(name).reference(among: names) == nil, "\(code) \(name)")
        }
    }

    @Test func `every name leads to its party, whatever is done to it that offices do`() {
        let forms: [(String) -> String] = [
            { "\($0), The" }, { "The \($0)" }, { "\($0) (the)" }, { $0.uppercased() }, { "  \($0) " },
            { $0.replacing("Republic ", with: "Rep. ") }, { $0.replacing("Democratic", with: "Dem.") },
            { $0.replacing("Islands", with: "Is.") }, { $0.replacing(" and ", with: " & ") },
            { $0.replacing("Saint ", with: "St. ") }, { "\($0) (\($0))" },
        ]
        for party in BuiltInParties.all {
            for name in [party.name] + party.aliases {
                for form in forms {
                    let written = form(name)
                    let found = register.find(written)?.reference
                    // What holds a comma or parentheses of its own may be too much, and then leads to nobody.
                    let isPlain = !name.contains(",") && !name.contains("(")
                    #expect(
                        found == party.code || found == nil && !isPlain, "\(written): \(found ?? "nobody")")
                }
            }
        }
    }
}
