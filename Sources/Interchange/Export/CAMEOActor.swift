import DisputeModel

/// A party in the actor codes of CAMEO and GDELT.
struct CAMEOActor {
    /// The complete code, such as `RUS` or `IGOEUREEC`; nil if no CAMEO code for the party is known here.
    let code: String?
    /// The party's name in words; nil if no party is given.
    let name: String?
    /// The code of the country; for an organisation, the code of its region of the world.
    var country: String?
    /// GDELT's known group code; only organisations have one.
    var group: String?
    /// The type codes: for an organisation of states `IGO`, then its type, if it has one.
    var types: [String] = []

    init(_ party: Party?, _ parties: PartyRegister) {
        name = party.map(parties.name(of:))
        guard let party, !party.isUnnamed else {
            code = nil
            return
        }
        switch parties.party(code: party.code)?.sort {
        case .state:
            code = Self.country(party.code)
            country = code
        case .former:
            code = Self.former.contains(party.code) ? party.code : nil
            country = code
        case .organisation:
            let known = Self.organisations[party.code]
            code = "IGO" + (known?.rest ?? "")
            (country, group) = (known?.region, known?.group)
            types = ["IGO"] + (known?.sort.map { [$0] } ?? [])
        case .other, .own, nil:
            code = nil
        }
    }

    /// The CAMEO country code of a state; nil if CAMEO has none.
    ///
    /// CAMEO uses the ISO 3166-1 alpha-3 codes of about 2006, four of them in a form of its own (`renamed`). It
    /// lacks the codes in `absent`: codes that are newer, or of uninhabited territories.
    private static func country(_ code: String) -> String? {
        absent.contains(code) ? nil : renamed[code] ?? code
    }

    private static let renamed = ["IMN": "IMY", "MNE": "MTN", "ROU": "ROM", "TLS": "TMP"]

    /// The former states for which GDELT has a code.
    private static let former: Set = ["BUR", "SCG", "TMP", "YUG", "ZAR"]

    private static let absent: Set = [
        "ATA", "ATF", "BES", "BLM", "BVT", "CCK", "CUW", "CXR", "GGY", "HKG", "HMD", "IOT", "JEY", "MAF",
        "SGS", "SSD",
        "SXM", "UMI",
    ]

    /// GDELT's codes for organisations, as seen in GDELT 1.0 data, by the code of this program: the text that
    /// follows `IGO`, the region of the world, the type, and the known group.
    private static let organisations:
        [String: (rest: String, region: String?, sort: String?, group: String)] = [
            "ADB": ("ASADEVADB", "ASA", "DEV", "ADB"),
            "ASEAN": ("SEAASN", "SEA", nil, "ASN"),
            "AU": ("AFRAFU", "AFR", nil, "AFU"),
            "CIS": ("CASCIS", "CAS", nil, "CIS"),
            "COE": ("EURCOE", "EUR", nil, "COE"),
            "EBRD": ("EURDEVEBR", "EUR", "DEV", "EBR"),
            "ECOWAS": ("WAFBUSWAS", "WAF", "BUS", "WAS"),
            "EU": ("EUREEC", "EUR", nil, "EEC"),
            "GCC": ("PGSGCC", "PGS", nil, "GCC"),
            "IAEA": ("UNOIAE", nil, nil, "IAE"),
            "ICC": ("JUDICC", nil, "JUD", "ICC"),
            "ICJ": ("UNOJUDICJ", nil, "JUD", "ICJ"),
            "IMF": ("BUSIMF", nil, "BUS", "IMF"),
            "INTERPOL": ("COPITP", nil, "COP", "ITP"),
            "IOM": ("REFIOM", nil, "REF", "IOM"),
            "LAS": ("MEAARL", "MEA", nil, "ARL"),
            "NATO": ("WSTNAT", "WST", nil, "NAT"),
            "OPEC": ("BUSOPC", nil, "BUS", "OPC"),
            "OSCE": ("EURSCE", "EUR", nil, "SCE"),
            "UN": ("UNO", nil, nil, "UNO"),
            "WB": ("UNODEVWBK", nil, "DEV", "WBK"),
            "WHO": ("UNOHLHWHO", nil, "HLH", "WHO"),
            "WTO": ("BUSWTO", nil, "BUS", "WTO"),
        ]
}
