//! Where the fields of each of the five zones of ICAO Doc 9303 stand (parts 4 to 7).

/// TD1 to TD3 are cards and passports of three sizes, MRV-A and MRV-B visas of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    Td1,
    Td2,
    Td3,
    MrvA,
    MrvB,
}

/// Characters of one line: line, first, end.
pub(super) type Span = (usize, usize, usize);

pub(super) struct Layout {
    pub(super) lines: usize,
    pub(super) width: usize,
    pub(super) issuer: Span,
    pub(super) names: Span,
    pub(super) nationality: Span,
    pub(super) sex: Span,
    pub(super) number: Checked,
    pub(super) birth: Checked,
    pub(super) expiry: Checked,
    pub(super) optional: Span,
    /// TD3 alone checks its optional data by themselves.
    pub(super) optional_digit: Option<Span>,
    /// Whether long numbers run on into the optional data.
    pub(super) overflows: bool,
    /// What the last digit sums over; visas have none.
    pub(super) composite: Option<(&'static [Span], Span)>,
}

/// A field and its check digit.
pub(super) type Checked = (Span, Span);

/// Document code: line 1, two characters, in every format.
pub(super) const CODE: Span = (0, 0, 2);

impl Format {
    pub const ALL: [Format; 5] = [
        Format::Td1,
        Format::Td2,
        Format::Td3,
        Format::MrvA,
        Format::MrvB,
    ];

    /// By the shape, and by the `V` that visas begin with. French identity cards of before
    /// 2021 have the shape of a TD2 and none of its fields.
    pub(super) fn of(lines: usize, first: &str) -> Option<Format> {
        if is_old_french_card(lines, first) {
            return None;
        }
        match (lines, first.len(), *first.as_bytes().first()?) {
            (3, 30, _) => Some(Format::Td1),
            (2, 36, b'V') => Some(Format::MrvB),
            (2, 36, _) => Some(Format::Td2),
            (2, 44, b'V') => Some(Format::MrvA),
            (2, 44, _) => Some(Format::Td3),
            _ => None,
        }
    }

    pub(super) fn layout(self) -> &'static Layout {
        match self {
            Format::Td1 => &TD1,
            Format::Td2 => &TD2,
            Format::Td3 => &TD3,
            Format::MrvA => &MRV_A,
            Format::MrvB => &MRV_B,
        }
    }
}

pub(super) fn is_old_french_card(lines: usize, first: &str) -> bool {
    (lines, first.len()) == (2, 36) && first.starts_with("IDFRA")
}

const TD1: Layout = Layout {
    lines: 3,
    width: 30,
    issuer: (0, 2, 5),
    names: (2, 0, 30),
    nationality: (1, 15, 18),
    sex: (1, 7, 8),
    number: ((0, 5, 14), (0, 14, 15)),
    birth: ((1, 0, 6), (1, 6, 7)),
    expiry: ((1, 8, 14), (1, 14, 15)),
    optional: (0, 15, 30),
    optional_digit: None,
    overflows: true,
    composite: Some((
        &[(0, 5, 30), (1, 0, 7), (1, 8, 15), (1, 18, 29)],
        (1, 29, 30),
    )),
};

/// The second line of the other four begins alike.
const fn two_lines(width: usize) -> Layout {
    Layout {
        lines: 2,
        width,
        issuer: (0, 2, 5),
        names: (0, 5, width),
        nationality: (1, 10, 13),
        sex: (1, 20, 21),
        number: ((1, 0, 9), (1, 9, 10)),
        birth: ((1, 13, 19), (1, 19, 20)),
        expiry: ((1, 21, 27), (1, 27, 28)),
        optional: (1, 28, width),
        optional_digit: None,
        overflows: false,
        composite: None,
    }
}

const TD2: Layout = Layout {
    optional: (1, 28, 35),
    overflows: true,
    composite: Some((&[(1, 0, 10), (1, 13, 20), (1, 21, 35)], (1, 35, 36))),
    ..two_lines(36)
};

const TD3: Layout = Layout {
    optional: (1, 28, 42),
    optional_digit: Some((1, 42, 43)),
    overflows: true,
    composite: Some((&[(1, 0, 10), (1, 13, 20), (1, 21, 43)], (1, 43, 44))),
    ..two_lines(44)
};

const MRV_A: Layout = two_lines(44);

const MRV_B: Layout = two_lines(36);
