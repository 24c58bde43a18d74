/// Spellings in published statistics, registers and lists that no rule of `WrittenName` leads to their party.
///
/// From the World Bank, the UN (M49, voting records, Comtrade), IMF, WTO, FAO, Eurostat, OECD, UCDP and sanctions
/// lists.
extension BuiltInParties {
    /// One party on each line, with its spellings separated by semicolons.
    static let spellings = """
        ABW Aruba, Kingdom of the Netherlands
        ATF French Southern and Antarctic Territories; French Southern Territory; TAAF
        AZE Azerbaidjan
        BES Bonaire, Saint Eustatius and Saba; Bonaire, St Eustatius and Saba
        BHR State of Bahrain
        BHS Commonwealth of the Bahamas
        BIH Bosnia and Herzegowina; Bosnia-Hercegovina; Bosnia and Hercegovina; Bosnia and Herz; \
        Bosnia-Herz
        BLR Bielorussia
        BRN Brunei Dar-es-S; Negara Brunei Darussalam
        CAF Central African Empire; Cent African Rep; C African Rep
        CHN China (mainland); China, mainland; Mainland China; China, P.R. Mainland; P.R. China; \
        China PR; PR of China
        CIV Cote d Ivoire; Cote-d-Ivoire
        COD Congo (Leopoldville); Congo-Leopoldville; DR Congo (Zaire); \
        Democratic Republic of the Congo (Zaire); Congo DR; DRC Congo; Congo, DRC; \
        Republic of the Congo (Leopoldville); D R Congo
        COG Congo, People's Republic of the; Republic of the Congo (Brazzaville); Congo RP
        COM Comoro Islands
        CPV Cape Verde Islands
        CSK Czecho-Slovakia
        CUW Curacao, Kingdom of the Netherlands
        DDR German DR; Germany DR; Germany, DR; Germany, GDR
        DEU West Germany; Germany, West; FRG; German Federal Republic; \
        Germany (until 1990 former territory of the FRG); Germany (including former GDR); \
        Germany including former GDR; Fmr Fed. Rep. of Germany; Former Federal Republic of Germany; GFR
        DMA Commonwealth of Dominica
        DOM Dom Rep
        EGY Egypt, A.R.; Egypt AR
        ERI State of Eritrea
        ESH Spanish Sahara; Former Spanish Sahara; W Sahara; Sahrawi Arab Democratic Republic
        ETH Ethiopia PDR; Ethiopia (excludes Eritrea); Ethiopia (includes Eritrea); Abyssinia; \
        Fmr Ethiopia
        EU EEC; EC; European Economic Community; European Communities (EC); European Union (EU); \
        European Communities (now European Union); European Union - 27 countries (from 2020); EU-27; \
        EU27; EU-28; EU28; European Union (27 countries); European Union (28 countries); \
        European Union - 28 countries (2013-2020); EC (European Communities); EU (European Union); \
        European Union (28)
        FRO Faeroes; Faroe; Faeroe
        FSM FS Micronesia; Micronesia, F.S.; Micronesia FS
        GBR UK of Great Britain and Northern Ireland; U K; G B
        GIN Revolutionary People's Republic of Guinea
        GNQ Eq Guinea; Equat Guinea
        GUY British Guiana
        HKG Hong Kong, China; Hong Kong SAR, China; Hong Kong (China); China, Hong Kong SAR; \
        China, Hong Kong Special Administrative Region; \
        Hong Kong Special Administrative Region of China; Hong Kong (SAR of China); China (Hong Kong); \
        China, Hong Kong; China (Hong Kong SAR); China, P.R. Hong Kong; \
        Hong Kong Special Administrative Region; Hongkong; Hong Kong (China, SAR)
        HMD Heard and McDonald Islands
        HRV Croatia (Hrvatska); Croatia (local name: Hrvatska)
        ISR State of Israel
        KHM Khmer Republic; Democratic Kampuchea; State of Cambodia
        KNA Saint Kitts and Nevis, Federation of; Federation of Saint Kitts and Nevis
        KOR Korea (South Korea); R O Korea; South Korea, Republic of Korea
        KWT State of Kuwait
        LAO Laos, PDR; Laos PDR
        LBY Libyan Arab Jamahiriya; Libyan Arab Rep; Libya, State of; State of Libya; \
        Socialist People's Libyan Arab Jamahiriya; Great Socialist People's Libyan Arab Jamahiriya
        MAC Macao SAR, China; Macao, China; Macau, China; Macau SAR, China; Macao (China); \
        China, Macao SAR; China, Macao Special Administrative Region; \
        Macao Special Administrative Region of China; China, Macao; Macao SAR; Macau SAR; Macau (SAR); \
        China, Macau SAR; China, P.R. Macao; China (Macao SAR); China (Macao); China, Macau; \
        Macao Special Administrative Region; Macao (SAR of China); Macau (China)
        MAF St Martin (France)
        MDG Malagasy Republic; Madagascar (Malagasy)
        MDV Maldive Islands
        MEX United Mexican States
        MKD TFYR of Macedonia; TFYR Macedonia; FYR Macedonia; FYR of Macedonia; Macedonia, FYROM; \
        Macedonia, TFYR
        MMR Republic of the Union of Myanmar; Union of Myanmar; Myanmar (Union of)
        MNG Mongolian People's Republic
        MNP N Mariana Islands; North Mariana Islands; Commonwealth of the Northern Mariana Islands; \
        N Marianas
        PCI TTPI
        PLW Palau Islands; Pelau
        PNG Independent State of Papua New Guinea; Papua N Guinea
        PRI Puerto Rico (US); Commonwealth of Puerto Rico
        PRK Korea (North Korea); D P R Korea; D P R of Korea; DPR Korea; DPR of Korea; Korea DPR; \
        Korea, DPR; Dem PR of Korea; Dem PR Korea; Korea, D.P.R.O.; Korea, Dem PR of; Korea, Dem Rep
        PSE West Bank and Gaza; West Bank and Gaza Strip; Palestinian Territory; \
        Palestinian Territories; Occupied Palestinian Territory; Occupied Palestinian Territories; \
        Palestinian Territory, Occupied; Palestine, Occupied; Palestinian Autonomous Territories; \
        Gaza and West Bank; West Bank and Gaza (Palestine)
        QAT State of Qatar
        REU Reunion Island
        RUS Russia (Soviet Union); Russian Fed; Russia (USSR)
        SDN Sudan (former); Former Sudan; Fmr Sudan; Sudan (until 2011); Sudan, North; North Sudan
        SGS South Georgia and S Sandwich Is
        SHN Saint Helena ex. dep.; St Helena & Ascension
        SJM Svalbard and Jan Mayen Islands; Svalbard & J Mayen
        SLB British Solomon Islands
        SRB Serbia (Yugoslavia); Serbia (Kosovo excluded)
        STP Sao Tome and Prin; S Tome and Principe; S Tome & Principe
        SXM Sint Maarten, Kingdom of the Netherlands; St Maarten; Saint Maarten; \
        St Maarten (Dutch part); Saint Martin (Dutch part); Sint Maarten (Netherlands)
        TWN Taiwan, China; Taiwan (China); China, Taiwan Province of China; China, Taiwan; Taiwan ROC; \
        Taiwan, ROC; Taiwan (ROC); Taiwan, R.O.C.; Taipei,China; \
        Separate Customs Territory of Taiwan, Penghu, Kinmen and Matsu; China (Taiwan); Formosa; \
        Taiwan, Prov of China
        TZA Tanzania, U.R. of; U R of Tanzania; U R Tanzania; Tanzania, UR
        UKR Ukrainian SSR; Ukrainian Soviet Socialist Republic
        USA U S A; US of America; U S; United States (USA)
        VAT Vatican, State of the; Vatican State; State of the Vatican City; Vatican City, State of the
        VCT St Vincent & Gren
        VEN Venezuela, RB; Venezuela RB; RB Venezuela; Venezuela, R.B. de; Venezuela, B.R.; \
        Venezuela, Republica Bolivariana de; Republica Bolivariana de Venezuela
        VGB Virgin Islands, UK; Virgin Islands (UK); Virgin Islands, GB; UK Virgin Islands
        VIR Virgin Islands of the United States; Virgin Islands (USA); American Virgin Islands
        VNM Vietnam (North Vietnam); Vietnam, S.R.; SR of Vietnam; SR Vietnam; Vietnam SR
        WLF Wallis and Futuna Islands
        WSM Independent State of Samoa; Independent State of Western Samoa
        XKX Kosovo (under United Nations Security Council Resolution 1244/99); Kosovo (UNSCR 1244); \
        Kosovo (UNSCR 1244/99); Kosovo (under UNSC Resolution 1244); Kosovo, UN resolution 1244; \
        Kosovo (UN Resolution 1244); Kosovo (UNSCR 1244/1999); Kosovo, under UNSCR 1244; UNMIK/Kosovo; \
        UNMIK Kosovo; Kosovo under UNSCR 1244
        YEM Yemen Arab Republic; North Yemen; Yemen (North Yemen); Yemen, AR; Yemen AR; \
        Yemen (Arab Republic of Yemen); Fmr Arab Rep. of Yemen; Former Yemen Arab Republic; \
        Arab Republic of Yemen
        YUG Yugoslavia, Federal Republic of (Serbia/Montenegro)
        ZAF Union of South Africa; South African Republic
        ZWE Zimbabwe (Rhodesia)
        """

    /// Spellings with a colon, which otherwise separates a path. Each part is folded.
    static let spellingsWithColon = [
        "china pr: mainland": "CHN", "china pr: hong kong": "HKG", "china pr: macao": "MAC",
        "china peoples republic of: mainland": "CHN", "china peoples republic of: hong kong": "HKG",
        "china peoples republic of: macao": "MAC",
    ]
}
