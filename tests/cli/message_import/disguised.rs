//! Names as messages disguise them still find their entries.

use super::import_to;
use crate::common::{World, entry};

/// Name as the message brings it (surname, given names), and as the list has it.
const DISGUISED: [(&str, &str, &str, &str); 17] = [
    // Titles glued to either end of either field.
    ("ZUMARINOV", "BORISLAVMR", "ZUMARINOV", "BORISLAV"),
    ("QADRIYOV", "MRTIMUR", "QADRIYOV", "TIMUR"),
    ("VELTRANOMRS", "SERAFINA", "VELTRANO", "SERAFINA"),
    ("TINDARELLI", "GAVINOMSTR", "TINDARELLI", "GAVINO"),
    ("FJELLSTADEN", "HALVARD DR", "FJELLSTADEN", "HALVARD"),
    // The fields swapped, or all in one.
    ("OKSANTRA", "BELFIORI", "BELFIORI", "OKSANTRA"),
    ("MONTEVERDIO/CLEMENTE MR", "", "MONTEVERDIO", "CLEMENTE"),
    ("ARBATOVSKY LEOPOLDO", "", "ARBATOVSKY", "LEOPOLDO"),
    // Fillers for a name one does not have.
    ("SUKARDJANTO", "FNU", "SUKARDJANTO", ""),
    ("FNU", "WIRATMADJAYA", "WIRATMADJAYA", ""),
    ("LNU", "HAMIDOLLAZADEH", "HAMIDOLLAZADEH", ""),
    ("TRISNAWATIKA", "XXX", "TRISNAWATIKA", ""),
    ("MARDIJOSOV", ".", "MARDIJOSOV", ""),
    // Cut at 25 letters of the surname, at 39 of the machine-readable zone.
    (
        "KRISHNAMURTHYVENKATARAGHA",
        "ANIRUDDHA",
        "KRISHNAMURTHYVENKATARAGHAVAN",
        "ANIRUDDHA",
    ),
    (
        "WIJAYAWARDENA GUNASEKARA",
        "ROHANA PRIYAN",
        "WIJAYAWARDENA GUNASEKARA",
        "ROHANA PRIYANTHA",
    ),
    // Split and lower case; one of two surnames left out.
    ("o grandison", "emiliana", "O'GRANDISON", "EMILIANA"),
    (
        "ECHEVARRIETA",
        "XIMENA",
        "ECHEVARRIETA ZUBIZARRETA",
        "XIMENA",
    ),
];

fn disguised(format: &str) -> String {
    let mut people = String::new();
    for (number, (surname, given, ..)) in DISGUISED.iter().enumerate() {
        let (day, surname) = (number + 1, surname.replace('\'', "?'"));
        people += &match format {
            "paxlst" => {
                format!("NAD+FL+++{surname}:{given}'DTM+329:7003{day:02}'RFF+ABO:{number}'")
            }
            _ => format!(
                "SRC'RCI+XX:Q{number}'TIF+{surname}+{given}:A:1'REF+:{number}'\
                 SSR+DOCS:HK:1:XX::::://///{day:02}MAR70/M'"
            ),
        };
    }
    let flight = match format {
        "paxlst" => "TDT+20+XX101'LOC+125+CDG'DTM+189:2611241400:201'LOC+87+JFK'",
        _ => "TVL+241126:1400+CDG+JFK+XX+101'",
    };
    format!(
        "UNB+A'UNH+1+{}:D:05B'{flight}{people}UNT'UNZ'",
        format.to_uppercase()
    )
}

#[test]
fn disguised_names_find_their_entries_in_either_message() {
    for format in ["paxlst", "pnrgov"] {
        let entries = DISGUISED
            .iter()
            .enumerate()
            .map(|(number, (.., surname, given))| {
                let birth = format!("1970-03-{:02}", number + 1);
                entry(&number.to_string(), surname, given, &birth)
            });
        let world = World::new();
        world.list(&entries.collect::<Vec<_>>());
        let people = world.write("people.edi", disguised(format));
        import_to(&world.path("manifest.parquet"), format, &people, &[]).ok();
        let night = world.night("night");
        let mut cases = csv::Reader::from_path(night.path("recommendations.csv")).unwrap();
        let header = cases.headers().unwrap().clone();
        let column = |name: &str| header.iter().position(|known| known == name).unwrap();
        let (person, entry) = (column("passenger_ref"), column("entry_id"));
        let found: Vec<_> = cases
            .records()
            .map(|case| case.unwrap())
            .filter(|case| case[person] == case[entry])
            .map(|case| case[person].parse::<usize>().unwrap())
            .collect();
        let lost: Vec<_> = DISGUISED
            .iter()
            .enumerate()
            .filter(|(number, _)| !found.contains(number))
            .collect();
        assert!(lost.is_empty(), "{format}: not found: {lost:?}");
    }
}
