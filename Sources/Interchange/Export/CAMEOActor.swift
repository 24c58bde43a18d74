import DisputeModel

/// A party as CAMEO and GDELT name it.
struct CAMEOActor {
    /// The whole of it: `RUS`, `IGOEUREEC`; nil where CAMEO has none that we know.
    let code: String?
    let name: String?
    /// Of the country, or of the part of the world that an organisation is of.
    var country: String?
    var group: String?
    /// `IGO` for organisations of states; then what sort.
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

    /// CAMEO writes ISO 3166-1's codes of 2006 or so, with four of its own; what has come since, and what has no people, it
    /// lacks.
    private static func country(_ code: String) -> String? {
        absent.contains(code) ? nil : renamed[code] ?? code
    }

    private static let renamed = ["IMN": "IMY", "MNE": "MTN", "ROU": "ROM", "TLS": "TMP"]

    /// Those states that are no more of which GDELT has the code.
    private static let former: Set = ["BUR", "SCG", "TMP", "YUG", "ZAR"]

    private static let absent: Set = [
        "ATA", "ATF", "BES", "BLM", "BVT", "CCK", "CUW", "CXR", "GGY", "HKG", "HMD", "IOT", "JEY", "MAF",
        "SGS", "SSD",
        "SXM", "UMI",
    ]

    /// Organisations as GDELT 1.0 is seen to code them, by our codes for them: what follows `IGO`, the part of the world,
    /// what sort, and the known group.
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
