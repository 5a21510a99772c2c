//! The SSR that carry travel documents: `/`-separated text in their last component
//! (AIRIMP), `/P/GBR/512731999/GBR/20SEP12/FI/25OCT17/BELT/SOPHY OLIVIA`.

use crate::manifest::import::edifact::Segment;
use crate::manifest::import::passenger::StatedDocument;

/// What DOCS, or INFT, says of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Docs {
    pub(super) at: u64,
    /// The passenger it is attached to, by the reference of their TIF.
    pub(super) reference: Option<String>,
    /// Position of the TIF it stands under.
    pub(super) under: Option<usize>,
    pub(super) document: Option<StatedDocument>,
    pub(super) nationality: Option<String>,
    pub(super) birth_date: Option<String>,
    pub(super) sex: Option<String>,
    pub(super) surname: String,
    pub(super) given_names: String,
    pub(super) infant: bool,
}

/// What DOCO says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Other {
    Visa(StatedDocument),
    Redress(String),
    KnownTraveller(String),
}

/// The text of an SSR, cut at its slashes; the one before the first field is no field.
fn fields(segment: &Segment) -> Vec<String> {
    const TEXT: usize = 8;
    let components = segment.elements.first().map_or(&[][..], Vec::as_slice);
    // Free text comes in parts of at most seventy signs, cut wherever they end: in a name, in a
    // number. A field of it that is whole holds no colon.
    let text = components.get(TEXT..).unwrap_or_default().concat();
    let text = text.trim().strip_prefix('/').unwrap_or(text.trim());
    text.split('/')
        .map(|field| field.trim().to_owned())
        .collect()
}

fn nth(fields: &[String], number: usize) -> Option<String> {
    fields
        .get(number)
        .filter(|field| !field.is_empty())
        .cloned()
}

fn reference(segment: &Segment) -> Option<String> {
    segment.get(1, 2).map(str::to_owned)
}

/// Type, issuer, number, nationality, birth, sex, expiry, surname, given, middle.
pub(super) fn docs(segment: &Segment, under: Option<usize>) -> Docs {
    let fields = fields(segment);
    let field = |number| nth(&fields, number);
    let document = StatedDocument {
        kind: field(0),
        issuer: field(1),
        number: field(2),
        expiry: field(6),
        mrz: None,
    };
    let sex = field(5);
    let given: Vec<String> = [field(8), field(9)].into_iter().flatten().collect();
    Docs {
        at: segment.number,
        reference: reference(segment),
        under,
        document: document.number.is_some().then_some(document),
        nationality: field(3),
        birth_date: field(4),
        infant: sex
            .as_deref()
            .is_some_and(|sex| sex.len() == 2 && sex.ends_with('I')),
        sex,
        surname: field(7).unwrap_or_default(),
        given_names: given.join(" "),
    }
}

/// `BELT/SOPHY 20SEP12`: an infant on the lap of the passenger it is attached to.
pub(super) fn infant(segment: &Segment) -> Option<Docs> {
    let fields = fields(segment);
    let (surname, rest) = (nth(&fields, 0)?, nth(&fields, 1)?);
    let (given_names, birth) = match rest.rsplit_once(' ') {
        Some((given, birth)) if birth.starts_with(|c: char| c.is_ascii_digit()) => {
            (given.trim().to_owned(), Some(birth.to_owned()))
        }
        _ => (rest, None),
    };
    Some(Docs {
        at: segment.number,
        surname,
        given_names,
        birth_date: birth,
        infant: true,
        ..Docs::default()
    })
}

/// Birth place, kind, number, place of issue, day of issue, country it is for. `V` is a
/// visa, `R` a redress number, `K` a known passenger's. Whether a slash stands before the
/// first field differs, so the kind tells where they are.
pub(super) fn other(segment: &Segment) -> Option<Other> {
    let fields = fields(segment);
    let is_kind = |field: &String| matches!(field.as_str(), "V" | "R" | "K");
    let kind = fields.iter().take(3).position(is_kind)?;
    let number = nth(&fields, kind + 1)?;
    Some(match fields[kind].as_str() {
        "V" => Other::Visa(StatedDocument {
            kind: Some("V".to_owned()),
            number: Some(number),
            issuer: nth(&fields, kind + 4),
            expiry: None,
            mrz: None,
        }),
        "R" => Other::Redress(number),
        _ => Other::KnownTraveller(number),
    })
}

/// Country of a residence (`R`); an address where one stays (`D`) is not kept.
pub(super) fn residence(segment: &Segment) -> Option<String> {
    let fields = fields(segment);
    nth(&fields, 0).filter(|kind| kind == "R")?;
    nth(&fields, 1)
}

pub(super) fn attached_to(segment: &Segment) -> Option<String> {
    reference(segment)
}
