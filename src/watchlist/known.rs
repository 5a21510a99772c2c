//! The elements and attributes that a reader of XML knows, and what of a record is none of them.

use crate::watchlist::import::Losses;
use crate::watchlist::unknown::Unknown;
use crate::watchlist::xml::Node;
use std::collections::BTreeMap;

/// The names that a reader knows, each list parted by blanks.
pub(super) struct Known {
    /// Those it looks at; attributes as `element@attribute`.
    pub(super) read: &'static str,
    /// Those it leaves alone on purpose: an element with all that is in it, `element/` for what is in
    /// an element that is looked at, `@attribute` for one of any element.
    pub(super) ignored: &'static str,
}

fn has(names: &str, name: &str) -> bool {
    names.split_whitespace().any(|known| known == name)
}

impl Known {
    /// Tells what of a record is in neither list; of an element that is not known, itself alone.
    pub(super) fn check(&self, node: &Node, row: usize, lost: &mut Losses) {
        if has(self.ignored, &node.name) {
            return;
        }
        if !has(self.read, &node.name) {
            lost.unknown(row, Unknown::Element, &node.name);
            return;
        }
        for attribute in node.attribute_names() {
            let name = format!("{}@{attribute}", node.name);
            let anywhere = format!("@{attribute}");
            let mut ignored = [&name, &anywhere].into_iter();
            let known = attribute == "xmlns"
                || has(self.read, &name)
                || ignored.any(|name| has(self.ignored, name));
            if !known {
                lost.unknown(row, Unknown::Attribute, &name);
            }
        }
        if has(self.ignored, &format!("{}/", node.name)) {
            return;
        }
        for child in node.children() {
            self.check(child, row, lost);
        }
    }

    /// The same of elements that stand in no record.
    pub(super) fn check_outside(&self, outside: &BTreeMap<String, u64>, lost: &mut Losses) {
        for (name, times) in outside {
            if !has(self.read, name) && !has(self.ignored, name) {
                (0..*times).for_each(|_| lost.unknown(0, Unknown::Element, name));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::error::Result;
    use crate::watchlist::import::{self, Imported};
    use crate::watchlist::{eu, ofac, seco, sema, uk, un};
    use jiff::civil::Date;
    use std::path::Path;

    type Import = fn(&Path, Option<Date>) -> Result<Imported>;

    /// Elements and attributes that are told of a text.
    fn told(import: Import, text: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sdn.xml");
        std::fs::write(&path, text).unwrap();
        let imported = import(&path, None).unwrap();
        assert!(imported.adds_up());
        let mut told = import::unknown(&imported);
        told.retain(|line| line.starts_with("element ") || line.starts_with("attribute "));
        told
    }

    #[test]
    fn each_reader_of_xml_knows_its_form_and_tells_what_is_renamed_in_it() {
        let forms: [(&str, Import, &str, &str, &str); 9] = [
            (
                "uk.xml",
                uk::import_xml,
                "DOBs>",
                "BirthDays>",
                "element BirthDays is not known and was not read, once, first in row 1",
            ),
            (
                "sema.xml",
                sema::import,
                "<Aliases>Jojo; Russian: Жо Образец</Aliases>",
                "<OtherNames>Jojo</OtherNames>",
                "element OtherNames is not known and was not read, once, first in row 1",
            ),
            (
                "seco.xml",
                seco::import,
                "day-month-year",
                "born",
                "element born is not known and was not read, 3 times, first in row 1",
            ),
            (
                "seco.xml",
                seco::import,
                " month=\"8\"",
                " moon=\"8\"",
                "attribute day-month-year@moon is not known and was not read, 2 times, first in row 1",
            ),
            (
                "ofac_forms/sdn.xml",
                ofac::import_xml,
                "dateOfBirthItem",
                "birthItem",
                "element birthItem is not known and was not read, 5 times, first in row 1",
            ),
            (
                "ofac_forms/sdn_advanced.xml",
                ofac::import_advanced,
                "LowQuality",
                "Weak",
                "attribute Alias@Weak is not known and was not read, 5 times, first in row 1",
            ),
            (
                "ofac_forms/sdn_advanced.xml",
                ofac::import_advanced,
                "IDRegistrationNo",
                "IDNo",
                "element IDNo is not known and was not read, 4 times",
            ),
            (
                "eu_current.xml",
                eu::import,
                "circa=",
                "about=",
                "attribute birthdate@about is not known and was not read",
            ),
            (
                "un.xml",
                un::import,
                "INDIVIDUAL_DATE_OF_BIRTH",
                "BIRTH",
                "element BIRTH is not known and was not read",
            ),
        ];
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/watchlist");
        for (sample, import, from, to, expected) in forms {
            let whole = std::fs::read_to_string(folder.join(sample)).unwrap();
            assert_eq!(told(import, &whole), Vec::<String>::new(), "{sample}");
            let renamed = whole.replace(from, to);
            assert_ne!(renamed, whole, "{sample}: {from}");
            let lines = told(import, &renamed);
            assert_eq!(lines.len(), 1, "{sample}: {lines:?}");
            assert!(lines[0].starts_with(expected), "{sample}: {lines:?}");
        }
    }
}
