//! The evidence of one hit as a waterfall: each part starts where the one above ended, and
//! the last bar is the total.

use crate::domain::points::Points;
use crate::inert::cut;
use crate::recommend::{EvidenceLine, Hit, Level};
use crate::wording::letters::{self, Stretch};
use crate::wording::standing::Standing;
use crate::wording::text::{listed, odds};
use crate::wording::words;
use std::fmt::Write;

pub(super) struct HitView {
    pub(super) rank: usize,
    pub(super) entry: String,
    pub(super) name: String,
    /// Those that add or take bits.
    pub(super) steps: Vec<Step>,
    /// One sentence on those that do neither.
    pub(super) unmoved: String,
    pub(super) total: String,
    /// From nothing to the total.
    pub(super) total_bar: String,
    pub(super) odds: String,
}

/// One part of a score.
pub(super) struct Step {
    pub(super) kind: &'static str,
    pub(super) passenger: Vec<Stretch>,
    pub(super) entry: Vec<Stretch>,
    pub(super) sign: &'static str,
    pub(super) word: &'static str,
    pub(super) class: &'static str,
    pub(super) level: &'static str,
    pub(super) note: &'static str,
    pub(super) bits: String,
    pub(super) bar: String,
}

impl HitView {
    pub(super) fn new(rank: usize, hit: &Hit) -> HitView {
        let scale = Scale::of(hit);
        let mut reached = Points::ZERO;
        let mut steps = Vec::new();
        for line in hit
            .evidence
            .iter()
            .filter(|line| line.points != Points::ZERO)
        {
            let before = reached;
            reached = Points(reached.0 + line.points.0);
            steps.push(Step::new(line, scale.bar(before, reached)));
        }
        HitView {
            rank,
            entry: cut(&format!("{} {}", hit.list, hit.entry_id)),
            name: cut(&hit.entry_name),
            steps,
            unmoved: unmoved(hit),
            total: format!("{:+.2}", hit.total.bits()),
            total_bar: scale.bar(Points::ZERO, hit.total),
            odds: odds(hit.total.bits()),
        }
    }
}

/// `Without bits: place of birth (one side lacks it, list Minsk).`
fn unmoved(hit: &Hit) -> String {
    let lines = hit.evidence.iter();
    let lines = lines.filter(|line| line.points == Points::ZERO);
    let parts: Vec<String> = lines
        .map(|line| {
            let side = |who: &str, value: &str| {
                (!value.is_empty()).then(|| format!("{who} {}", cut(value)))
            };
            let sides = [
                side("passenger", &line.passenger_value),
                side("list", &line.entry_value),
            ];
            let lacking = Standing::of(line) == Standing::Missing;
            let how = if lacking {
                "one side lacks it"
            } else {
                words::level(line.level)
            };
            let sides = sides.into_iter().flatten();
            let known: Vec<String> = [how.to_owned()].into_iter().chain(sides).collect();
            let kind = words::kind(line.level).to_lowercase();
            format!("{kind} ({})", known.join(", "))
        })
        .collect();
    if parts.is_empty() {
        return String::new();
    }
    format!("Without bits: {}.", listed(&parts))
}

impl Step {
    fn new(line: &EvidenceLine, bar: String) -> Step {
        let standing = Standing::of(line);
        let (passenger, entry) = values(line, standing);
        Step {
            kind: words::kind(line.level),
            passenger,
            entry,
            sign: standing.sign(),
            word: standing.word(),
            class: standing.class(),
            // "agrees: agrees" says nothing twice.
            level: Some(words::level(line.level))
                .filter(|level| *level != standing.word())
                .unwrap_or_default(),
            // Its level says the same already.
            note: match line.level {
                Level::Prior => "",
                _ => words::note(line),
            },
            bits: format!("{:+.2}", line.points.bits()),
            bar,
        }
    }
}

/// Letters are compared where both sides write one value; nationalities and places may be
/// lists, of which one agrees or none.
fn values(line: &EvidenceLine, standing: Standing) -> (Vec<Stretch>, Vec<Stretch>) {
    let (capitals, written) = match line.level {
        Level::Name(_) => (true, true),
        Level::BirthDate(_) | Level::Document(_) => (false, true),
        Level::Prior | Level::Nationality(_) | Level::BirthPlace(_) | Level::Sex(_) => {
            (false, false)
        }
    };
    let text = |value: &str| match capitals {
        true => cut(&value.to_uppercase()),
        false => cut(value),
    };
    let (own, listed) = (text(&line.passenger_value), text(&line.entry_value));
    match standing {
        Standing::Near | Standing::Differs if written && !own.is_empty() && !listed.is_empty() => {
            letters::compared(&own, &listed)
        }
        Standing::Differs => (letters::whole(&own, true), letters::whole(&listed, true)),
        _ => (letters::whole(&own, false), letters::whole(&listed, false)),
    }
}

/// Bits to the units of a bar's drawing.
struct Scale {
    least: i32,
    most: i32,
}

/// Units of the drawing, as `viewBox` in the template has them.
const WIDTH: f64 = 160.0;

impl Scale {
    /// Holds every sum on the way, and zero.
    fn of(hit: &Hit) -> Scale {
        let mut scale = Scale { least: 0, most: 0 };
        let mut reached = 0;
        for line in &hit.evidence {
            reached += line.points.0;
            scale.least = scale.least.min(reached);
            scale.most = scale.most.max(reached);
        }
        scale
    }

    fn at(&self, points: Points) -> f64 {
        let whole = f64::from((self.most - self.least).max(1));
        f64::from(points.0 - self.least) / whole * WIDTH
    }

    /// A path with its point where it leads, so that for and against differ in shape. The
    /// line at zero comes first. Empty when nothing moves.
    fn bar(&self, from: Points, to: Points) -> String {
        let (start, end, zero) = (self.at(from), self.at(to), self.at(Points::ZERO));
        let mut drawn = format!("<path class=\"z\" d=\"M{zero:.0} 0v12\"/>");
        if from == to {
            return drawn;
        }
        let (class, point) = match from < to {
            true => ("f", end - (end - start).min(4.0)),
            false => ("a", end + (start - end).min(4.0)),
        };
        let _ = write!(
            drawn,
            "<path class=\"{class}\" d=\"M{start:.1} 2H{point:.1}L{end:.1} 6L{point:.1} 10H{start:.1}z\"/>"
        );
        drawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::samples::{hit, line};

    #[test]
    fn each_bar_starts_where_the_last_ended() {
        let mut hit = hit();
        hit.evidence = vec![
            line("prior", "base_rate", ("", ""), -800),
            line("name", "equal", ("ivan", "ivan"), 1200),
            line("sex", "missing", ("", ""), 0),
        ];
        hit.total = hit.evidence.iter().map(|line| line.points).sum();
        let view = HitView::new(1, &hit);
        let bars: Vec<&str> = view.steps.iter().map(|step| step.bar.as_str()).collect();
        let zero = "<path class=\"z\" d=\"M107 0v12\"/>";
        assert_eq!(
            bars,
            [
                format!("{zero}<path class=\"a\" d=\"M106.7 2H4.0L0.0 6L4.0 10H106.7z\"/>"),
                format!("{zero}<path class=\"f\" d=\"M0.0 2H156.0L160.0 6L156.0 10H0.0z\"/>"),
            ]
        );
        assert!(view.total_bar.contains("M106.7 2H156.0L160.0 6"));
        assert_eq!(view.total, "+4.00");
        assert_eq!(view.odds, "about 16 to 1");
        assert_eq!(view.unmoved, "Without bits: sex (one side lacks it).");
    }

    #[test]
    fn letters_are_marked_only_where_two_values_differ() {
        let marked = |line: &EvidenceLine| {
            let (own, listed) = values(line, Standing::of(line));
            own.iter().chain(&listed).any(|one| one.differs)
        };
        for (kind, level, pair, points, expect) in [
            ("name", "equal", ("ivan", "ivan"), 900, false),
            ("name", "misspelt", ("zawahri", "zawahiri"), 900, true),
            ("name", "entry_only", ("", "petrovich"), -100, false),
            (
                "birth_date",
                "contradiction",
                ("1970-03-05", "1981-01-01"),
                -600,
                true,
            ),
            ("birth_date", "missing", ("1970-03-05", ""), 0, false),
            ("nationality", "differs", ("FRA", "RUS, BLR"), -100, true),
            ("nationality", "agrees", ("RUS", "RUS, BLR"), 100, false),
        ] {
            assert_eq!(
                marked(&line(kind, level, pair, points)),
                expect,
                "{kind} {level}"
            );
        }
    }
}
