//! Which lists the file holds, and which of their rows are persons.

use super::written::Written;

/// One of the consolidated lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SourceList {
    /// As the file abbreviates it, in brackets.
    mark: &'static str,
    pub(super) id: &'static str,
    pub(super) authority: &'static str,
    /// Sanctions bar travel money and services; an export order bars goods, which is no
    /// reason to deny boarding, so that it has a category of its own.
    pub(super) category: &'static str,
    /// Whether a row without a type may be a person at all.
    people: bool,
}

const TREASURY: &str = "US Treasury OFAC";
const COMMERCE: &str = "US Commerce BIS";
const STATE: &str = "US State Department";
const EXPORT: &str = "export_control";

const LISTS: [SourceList; 13] = [
    list("(SDN)", "CSL_SDN", TREASURY, "sanctions", true),
    list("(FSE)", "CSL_FSE", TREASURY, "sanctions", true),
    list("(PLC)", "CSL_PLC", TREASURY, "sanctions", true),
    list("(SSI)", "CSL_SSI", TREASURY, "sanctions", true),
    list("(CAP)", "CSL_CAP", TREASURY, "sanctions", true),
    list("(NS-MBS List)", "CSL_MBS", TREASURY, "sanctions", true),
    list("(CMIC)", "CSL_CMIC", TREASURY, "sanctions", true),
    list("(DPL)", "CSL_DPL", COMMERCE, EXPORT, true),
    list("(EL)", "CSL_EL", COMMERCE, EXPORT, true),
    list("(UVL)", "CSL_UVL", COMMERCE, EXPORT, false),
    list("(MEU)", "CSL_MEU", COMMERCE, EXPORT, false),
    list("(DTC)", "CSL_DTC", STATE, EXPORT, true),
    list("(ISN)", "CSL_ISN", STATE, EXPORT, true),
];

const fn list(
    mark: &'static str,
    id: &'static str,
    authority: &'static str,
    category: &'static str,
    people: bool,
) -> SourceList {
    SourceList {
        mark,
        id,
        authority,
        category,
        people,
    }
}

impl SourceList {
    /// `Denied Persons List (DPL) - Bureau of Industry and Security`.
    pub(super) fn of(source: &str) -> Option<SourceList> {
        LISTS.into_iter().find(|list| source.contains(list.mark))
    }
}

/// What one row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Person,
    /// The list states no type; the name reads like a person's.
    PersonByName,
    /// The list states no type; the name reads like that of a company or an agency.
    NoPersonByName,
    Other(&'static str),
}

pub(super) fn subject(list: SourceList, kind: &str, written: &Written) -> Subject {
    match kind.to_lowercase().as_str() {
        "individual" => Subject::Person,
        "entity" => Subject::Other("entity"),
        "vessel" => Subject::Other("vessel"),
        "aircraft" => Subject::Other("aircraft"),
        "" if !list.people => Subject::Other("of a list of companies"),
        "" if written.individual => Subject::Person,
        "" if is_organisation(&written.name) => Subject::NoPersonByName,
        "" => Subject::PersonByName,
        _ => Subject::Other("of another type"),
    }
}

/// Words of companies, agencies and plants. A person with such a word for a name is refused,
/// and told about; a company without one becomes a listed person whom no passenger
/// resembles.
const WORDS: &str = "ACADEMY AEROSPACE AGENCY AIR AIRCRAFT AIRLINES AIRWAYS AKTSIONERNOE \
    ARMY ARSENAL ASSOCIATES ASSOCIATION AUTHORITY AVIA AVIATION BANK BASE BRANCH BRIGADE BUREAU \
    BUSINESS CARGO CENTER CENTRE CHEMICAL CHEMICALS CLUB CO COLLEGE COMMAND COMMERCE COMMERCIAL COMMISSION \
    COMMITTEE COMMUNICATIONS COMPANY COMPANIES COMPLEX COMPONENTS COMPUTER COMPUTERS CONCERN CONSORTIUM CONSTRUCTION CONSULTING \
    COOPERATION COOPERATIVE CORP CORPORATION CORPS DEFENCE DEFENSE DEPARTMENT DESIGN DEVELOPMENT DIRECTORATE \
    DISTRIBUTION DISTRIBUTORS DIVISION DYNAMICS ELECTRICAL ELECTRONIC ELECTRONICS ENERGY ENGINEERING ENGINEERS \
    ENTERPRISE ENTERPRISES EQUIPMENT EST ESTABLISHMENT EXCHANGE EXPORT EXPORTS FACILITY FACTORY FACULTY \
    FEDERATION FIRM FORCE FORCES FOUNDATION FREIGHT FUND FZC FZCO FZE GENERAL GLOBAL GMBH GOVERNMENT GROUP \
    HOLDING HOLDINGS HOSPITAL IMPEX IMPORT INC INCORPORATED INDUSTRIAL INDUSTRIES INDUSTRY INFORMATION INSTITUTE INSTITUTION \
    INSTRUMENTS INSTRUMENT INTERNATIONAL INVESTMENT INVESTMENTS JSC LAB LABORATORIES LABORATORY LIMITED LLC LLP LOGISTICS LP LTD MACHINERY \
    MACHINE MANAGEMENT MANUFACTURING MARINE MARITIME MARKETING MATERIALS METAL METALS MILITARY MINISTRY MISSILE MOTORS NATIONAL NETWORK \
    NUCLEAR OAO OFFICE OIL OOO OPTICS OPTICAL ORGANISATION ORGANIZATION PAO PARTNERS PARTNERSHIP PETROCHEMICAL PETROLEUM \
    PLANT PLC POWER PRECISION PRODUCTION PRODUCTS PROJECT PROJECTS PTE PTY PVT REPUBLIC RESEARCH RESOURCES SA SAL SARL SCHOOL SCIENCE \
    SCIENCES SCIENTIFIC SDN SECURITY SEMICONDUCTOR SERVICE SERVICES SHIPPING SHIPYARD SOFTWARE SOLUTIONS SPACE SPOL SRL STORE SUPPLIES SUPPLY \
    SYSTEM SYSTEMS TECH TECHNICAL TECHNIK TECHNOLOGIES TECHNOLOGY TELECOM TELECOMMUNICATIONS TEXTILE TOOLS TRADE TRADERS TRADING TRANSPORT \
    TRANSPORTATION TRAVEL TRUST UNIT UNIVERSITY VENTURES WORKS WORLDWIDE ZAO ZAVOD BV KG AG AB AS SPA LTDA TRUSTEES STATE SUBSIDIARIES \
    PROGRAM GUARD RESERVE HUAWEI PJSC CJSC OJSC AO INSTITUT CLOUD OPENLAB IMPORTERS EXPORTERS CONTRACTING PORTS PORT PARTS PART LOGISTIC OF THE AND FOR COUNCIL FARM HOUSE ZONE CHINA RUSSIA IRAN IRANIAN DUBAI MOSCOW BEIJING SHANGHAI ASIA EUROPE AFRICA AMERICA AMERICAN RUSSIAN CHINESE";

fn is_organisation(name: &str) -> bool {
    let marked = name.contains(['&', '/']) || name.bytes().any(|b| b.is_ascii_digit());
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '.');
    // `S.A.` and `L.L.C.` are words with their points.
    let mut words = words.map(|word| word.replace('.', "").to_uppercase());
    // Somebody of one name could not be told from others with nothing else known.
    let short = name.split_whitespace().count() < 2;
    short
        || marked
        || has_acronym(name)
        || words.any(|word| WORDS.split_whitespace().any(|known| known == word))
}

/// `Gulf Specimen Contracting (GSC)`
fn has_acronym(name: &str) -> bool {
    let inside = name
        .split('(')
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    inside
        .into_iter()
        .any(|text| (2..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_without_a_type_are_told_by_their_names() {
        let dpl = SourceList::of("Denied Persons List (DPL) - Bureau of Industry").unwrap();
        let uvl = SourceList::of("Unverified List (UVL) - Bureau of Industry").unwrap();
        for (list, kind, name, expected) in [
            (dpl, "", "ABDUL MAJID SPECIMEN", Subject::PersonByName),
            (dpl, "", "I. SPECIMEN", Subject::PersonByName),
            (
                dpl,
                "",
                "Specimen Trading Co., Ltd.",
                Subject::NoPersonByName,
            ),
            (dpl, "", "Specimen & Sons", Subject::NoPersonByName),
            (dpl, "", "27th Scientific Center", Subject::NoPersonByName),
            (dpl, "", "Specimen S.A.", Subject::NoPersonByName),
            (dpl, "", "Hong Specimen", Subject::PersonByName),
            (dpl, "", "Jo Specimen Brothers", Subject::PersonByName),
            (
                dpl,
                "",
                "JO SPECIMEN A/K/A MAX MUSTER",
                Subject::PersonByName,
            ),
            (dpl, "", "Jo Specimen (Russian individual)", Subject::Person),
            (
                uvl,
                "",
                "Jo Specimen",
                Subject::Other("of a list of companies"),
            ),
            (dpl, "Individual", "Bank, Jo", Subject::Person),
            (dpl, "Vessel", "JO", Subject::Other("vessel")),
        ] {
            assert_eq!(
                subject(list, kind, &Written::read(name)),
                expected,
                "{name}"
            );
        }
        assert_eq!(SourceList::of("A new list (NEW)"), None);
    }
}
