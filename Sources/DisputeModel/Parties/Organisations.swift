/// Organisations of states, and courts and bodies under treaties.
extension BuiltInParties {
    static let organisations: [RegisteredParty] = [
        // The United Nations, its courts and specialised agencies.
        .organisation("UN", "United Nations", "UNO", "United Nations Organization"),
        .organisation("ICJ", "International Court of Justice", "World Court"),
        .organisation("FAO", "Food and Agriculture Organization", "Food and Agriculture Organisation"),
        .organisation("IAEA", "International Atomic Energy Agency"),
        .organisation(
            "ICAO", "International Civil Aviation Organization", "International Civil Aviation Organisation"),
        .organisation("IFAD", "International Fund for Agricultural Development"),
        .organisation(
            "ILO", "International Labour Organization", "International Labour Organisation",
            "International Labor Organization"),
        .organisation("IMF", "International Monetary Fund"),
        .organisation("IMO", "International Maritime Organization", "International Maritime Organisation"),
        .organisation(
            "IOM", "International Organization for Migration", "International Organisation for Migration"),
        .organisation("ITU", "International Telecommunication Union"),
        .organisation("UNESCO", "UN Educational, Scientific and Cultural Organization"),
        .organisation("UNIDO", "UN Industrial Development Organization"),
        .organisation("UPU", "Universal Postal Union"),
        .organisation("WB", "World Bank", "World Bank Group", "IBRD"),
        .organisation("WHO", "World Health Organization", "World Health Organisation"),
        .organisation(
            "WIPO", "World Intellectual Property Organization", "World Intellectual Property Organisation"),
        .organisation("WMO", "World Meteorological Organization", "World Meteorological Organisation"),
        .organisation("UNWTO", "World Tourism Organization", "UN Tourism"),

        // Courts, tribunals and bodies under single treaties.
        .organisation("ICC", "International Criminal Court"),
        .organisation("PCA", "Permanent Court of Arbitration"),
        .organisation("ITLOS", "International Tribunal for the Law of the Sea"),
        .organisation("ISA", "International Seabed Authority"),
        .organisation("ICSID", "International Centre for Settlement of Investment Disputes"),
        .organisation("ECHR", "European Court of Human Rights", "ECtHR", "Strasbourg Court"),
        .organisation("IACHR", "Inter-American Court of Human Rights", "IACtHR"),
        .organisation(
            "OPCW", "Organisation for the Prohibition of Chemical Weapons",
            "Organization for the Prohibition of Chemical Weapons"),
        .organisation("CTBTO", "Comprehensive Nuclear-Test-Ban Treaty Organization"),
        .organisation("WTO", "World Trade Organization", "World Trade Organisation"),
        .organisation("INTERPOL", "International Criminal Police Organization", "ICPO"),
        .organisation("NSG", "Nuclear Suppliers Group"),
        .organisation("FATF", "Financial Action Task Force"),

        // Europe and the North Atlantic.
        .organisation("EU", "European Union", "European Communities", "European Community"),
        .organisation("EFTA", "European Free Trade Association"),
        .organisation("EUROPOL", "EU Agency for Law Enforcement Cooperation"),
        .organisation("COE", "Council of Europe"),
        .organisation(
            "OSCE", "Organization for Security and Co-operation in Europe",
            "Organisation for Security and Cooperation in Europe", "CSCE"),
        .organisation(
            "NATO", "North Atlantic Treaty Organization", "North Atlantic Alliance", "Atlantic Alliance"),
        .organisation("EBRD", "European Bank for Reconstruction and Development"),
        .organisation("NORDIC", "Nordic Council", "Nordic Council of Ministers"),
        .organisation("ARCTIC", "Arctic Council"),
        .organisation("BENELUX", "Benelux Union"),
        .organisation("VISEGRAD", "Visegrád Group", "V4"),
        .organisation(
            "BSEC", "Organization of the Black Sea Economic Cooperation", "Black Sea Economic Cooperation"),

        // Eurasia.
        .organisation("CIS", "Commonwealth of Independent States"),
        .organisation(
            "CSTO", "Collective Security Treaty Organization", "Collective Security Treaty Organisation"),
        .organisation("EAEU", "Eurasian Economic Union", "EEU"),
        .organisation("SCO", "Shanghai Cooperation Organisation", "Shanghai Cooperation Organization"),
        .organisation("OTS", "Organization of Turkic States", "Turkic Council"),
        .organisation("UNION-STATE", "Union State of Russia and Belarus", "Union State"),

        // Africa.
        .organisation("AU", "African Union", "OAU", "Organisation of African Unity"),
        .organisation("ECOWAS", "Economic Community of West African States", "CEDEAO"),
        .organisation("SADC", "Southern African Development Community"),
        .organisation("EAC", "East African Community"),
        .organisation("ECCAS", "Economic Community of Central African States"),
        .organisation("COMESA", "Common Market for Eastern and Southern Africa"),
        .organisation("IGAD", "Intergovernmental Authority on Development"),
        .organisation("AMU", "Arab Maghreb Union"),
        .organisation("AES", "Alliance of Sahel States", "Sahel Alliance"),
        .organisation("AFDB", "African Development Bank"),

        // The Middle East.
        .organisation("LAS", "Arab League", "League of Arab States"),
        .organisation(
            "GCC", "Gulf Cooperation Council", "Cooperation Council for the Arab States of the Gulf"),
        .organisation(
            "OIC", "Organisation of Islamic Cooperation", "Organization of Islamic Cooperation",
            "Islamic Conference"),

        // Asia and the Pacific.
        .organisation("ASEAN", "Association of Southeast Asian Nations"),
        .organisation("SAARC", "South Asian Association for Regional Cooperation"),
        .organisation("BIMSTEC", "Bay of Bengal Initiative"),
        .organisation("APEC", "Asia-Pacific Economic Cooperation"),
        .organisation("ADB", "Asian Development Bank"),
        .organisation("AIIB", "Asian Infrastructure Investment Bank"),
        .organisation("PIF", "Pacific Islands Forum"),
        .organisation("QUAD", "Quadrilateral Security Dialogue"),

        // The Americas.
        .organisation("OAS", "Organization of American States", "Organisation of American States"),
        .organisation("CARICOM", "Caribbean Community"),
        .organisation("CELAC", "Community of Latin American and Caribbean States"),
        .organisation("MERCOSUR", "Southern Common Market", "Mercosul"),
        .organisation("UNASUR", "Union of South American Nations"),
        .organisation("ANDEAN", "Andean Community", "Comunidad Andina"),
        .organisation("ALBA", "Bolivarian Alliance for the Peoples of Our America"),
        .organisation("SICA", "Central American Integration System"),
        .organisation("OECS", "Organisation of Eastern Caribbean States"),
        .organisation("IADB", "Inter-American Development Bank", "IDB"),

        // Without a region.
        .organisation("G7", "Group of Seven"),
        .organisation("G20", "Group of Twenty"),
        .organisation("G77", "Group of 77", "Group of Seventy-Seven"),
        .organisation("BRICS", "BRICS countries"),
        .organisation("NAM-MOVEMENT", "Non-Aligned Movement"),
        .organisation("COMMONWEALTH", "Commonwealth of Nations", "Commonwealth"),
        .organisation("OIF", "Organisation internationale de la Francophonie", "Francophonie"),
        .organisation("CPLP", "Community of Portuguese Language Countries"),
        .organisation(
            "OECD", "Organisation for Economic Co-operation and Development",
            "Organization for Economic Cooperation and Development"),
        .organisation("IEA", "International Energy Agency"),
        .organisation("OPEC", "Organization of the Petroleum Exporting Countries", "OPEC Plus", "OPEC+"),
    ]

    /// Bodies that are better known than the organisation that they belong to: names and references.
    static let organs: [(name: String, reference: String)] = [
        ("OHCHR", "UN:OHCHR"),
        ("UN Human Rights", "UN:OHCHR"),
        ("UNHCR", "UN:UNHCR"),
        ("UN Refugee Agency", "UN:UNHCR"),
        ("UNICEF", "UN:UNICEF"),
        ("UNDP", "UN:UNDP"),
        ("UNEP", "UN:UNEP"),
        ("UNRWA", "UN:UNRWA"),
        ("UNODC", "UN:UNODC"),
        ("UNOPS", "UN:UNOPS"),
        ("UNFPA", "UN:UNFPA"),
        ("UNCTAD", "UN:UNCTAD"),
        ("WFP", "UN:WFP"),
        ("World Food Programme", "UN:WFP"),
        ("OCHA", "UN:OCHA"),
        ("UNGA", "UN:General Assembly"),
        ("UN General Assembly", "UN:General Assembly"),
        ("UNSC", "UN:Security Council"),
        ("UN Security Council", "UN:Security Council"),
        ("UN Secretariat", "UN:Secretariat"),
        ("UNSG", "UN:SG"),
        ("UN Secretary-General", "UN:SG"),
        ("ECOSOC", "UN:ECOSOC"),
        ("UNHRC", "UN:Human Rights Council"),
        ("UN Human Rights Council", "UN:Human Rights Council"),
        ("European Commission", "EU:Commission"),
        ("European Council", "EU:European Council"),
        ("Council of the European Union", "EU:Council"),
        ("European Parliament", "EU:Parliament"),
        ("EEAS", "EU:EEAS"),
        ("European External Action Service", "EU:EEAS"),
        ("CJEU", "EU:CJEU"),
        ("Court of Justice of the European Union", "EU:CJEU"),
        ("ECB", "EU:ECB"),
        ("ODIHR", "OSCE:ODIHR"),
    ]
}
