//! A drawing under construction. Colours are the page's classes, so that light, dark and
//! print need no second drawing.

use crate::inert::shown;
use std::fmt::Write;

pub(in crate::render) struct Svg {
    width: f64,
    height: f64,
    body: String,
}

#[derive(Clone, Copy)]
pub(in crate::render) enum Anchor {
    Start,
    Middle,
    End,
}

impl Svg {
    pub(in crate::render) fn new(width: f64, height: f64) -> Svg {
        Svg {
            width,
            height,
            body: String::new(),
        }
    }

    pub(in crate::render) fn line(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        self.push(format!(
            r#"<line x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}" class="{class}"/>"#,
            from.0, from.1, to.0, to.1
        ));
    }

    pub(in crate::render) fn path(&mut self, points: &[(f64, f64)], class: &str) {
        if !points.is_empty() {
            let points = coordinates(points.iter());
            self.push(format!(r#"<polyline points="{points}" class="{class}"/>"#));
        }
    }

    /// The area between two lines that run the same way.
    pub(in crate::render) fn between(
        &mut self,
        upper: &[(f64, f64)],
        lower: &[(f64, f64)],
        class: &str,
    ) {
        if !upper.is_empty() {
            let points = coordinates(upper.iter().chain(lower.iter().rev()));
            self.push(format!(r#"<polygon points="{points}" class="{class}"/>"#));
        }
    }

    pub(in crate::render) fn point(
        &mut self,
        at: (f64, f64),
        radius: f64,
        class: &str,
        says: &str,
    ) {
        self.push(format!(
            r#"<circle cx="{:.1}" cy="{:.1}" r="{radius:.1}" class="{class}"><title>{}</title></circle>"#,
            at.0,
            at.1,
            escaped(says)
        ));
    }

    pub(in crate::render) fn text(
        &mut self,
        at: (f64, f64),
        anchor: Anchor,
        class: &str,
        text: &str,
    ) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        self.push(format!(
            r#"<text x="{:.1}" y="{:.1}" text-anchor="{anchor}" class="{class}">{}</text>"#,
            at.0,
            at.1,
            escaped(text)
        ));
    }

    /// Half an ellipse from one place of a horizontal to another, above or below it. Whole numbers.
    pub(in crate::render) fn arc(
        &mut self,
        (from, to): (i64, i64),
        (y, above): (i64, bool),
        height: i64,
        (width, class): (i64, &str),
    ) {
        let radius = (from - to).abs() / 2;
        // Eastward above the line and westward below it turn the same way.
        let sweep = u8::from((from < to) == above);
        self.push(format!(
            r#"<path d="M{from} {y}A{radius} {height} 0 0 {sweep} {to} {y}" stroke-width="{width}" class="{class}"/>"#
        ));
    }

    fn push(&mut self, element: String) {
        let _ = writeln!(self.body, "{element}");
    }

    /// `says` is what a reader who cannot see the drawing gets.
    pub(in crate::render) fn finish(self, says: &str) -> String {
        format!(
            "<svg viewBox=\"0 0 {:.0} {:.0}\" role=\"img\" aria-label=\"{}\">\n{}</svg>",
            self.width,
            self.height,
            escaped(says),
            self.body
        )
    }
}

fn coordinates<'a>(points: impl Iterator<Item = &'a (f64, f64)>) -> String {
    let points = points.map(|(x, y)| format!("{x:.1},{y:.1}"));
    points.collect::<Vec<_>>().join(" ")
}

/// Foreign text for an element or a quoted attribute.
pub(in crate::render) fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in shown(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::quality::tests::assert_well_formed;

    #[test]
    fn hostile_text_is_shown_and_never_obeyed() {
        let hostile = "\"'><script>alert(1)</script>&\u{202E}";
        let mut svg = Svg::new(10.0, 10.0);
        svg.text((1.0, 1.0), Anchor::Middle, "label", hostile);
        svg.point((1.0, 1.0), 2.0, "dot", hostile);
        let text = svg.finish(hostile);
        assert!(!text.contains("<script") && !text.contains('\u{202E}'));
        assert_well_formed(&text);
    }

    #[test]
    fn nothing_to_draw_draws_nothing() {
        let mut svg = Svg::new(10.0, 10.0);
        svg.path(&[], "line");
        svg.between(&[], &[], "band");
        assert!(!svg.finish("empty").contains("points"));
    }
}
