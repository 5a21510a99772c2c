//! The ways in which systems write a zone: blanks for fillers, fillers cut off at the end, lines
//! in another order, line breaks of every kind, letters of full width. One form comes of them.

/// Widths of a line, by how many lines there are.
const THREE: usize = 30;
const TWO: [usize; 2] = [36, 44];

/// Lines of equal width, all of them capitals, digits and fillers. `None` for what has not the
/// shape of a zone.
pub(super) fn lines(text: &str) -> Option<Vec<String>> {
    let text = plain(text);
    let as_lines = |parts: Vec<&str>| shaped(parts.into_iter().map(str::to_owned).collect());
    let broken = text.split('\n').map(str::trim);
    let broken: Vec<&str> = broken.filter(|line| !line.is_empty()).collect();
    match broken.as_slice() {
        // Blanks part the lines, or stand for fillers.
        [whole] => as_lines(whole.split_whitespace().collect())
            .or_else(|| shaped(parted(&whole.replace(' ', "<"))?)),
        _ => as_lines(broken.clone())
            .or_else(|| shaped(broken.iter().map(|line| line.replace(' ', "<")).collect())),
    }
}

/// One sign for one sign: capitals, plain brackets, and every line break as one.
fn plain(text: &str) -> String {
    let breaks = ["\\r\\n", "\\n", "\\r", "<br>", "<BR>", "<br/>"];
    let text = breaks
        .iter()
        .fold(text.to_owned(), |text, mark| text.replace(mark, "\n"));
    let sign = |sign: char| match sign {
        '\r' | '|' | '\u{2028}' | '\u{85}' => '\n',
        '\t' | '\u{a0}' | '\u{3000}' => ' ',
        '«' | '‹' | '〈' | '\u{2329}' | '_' => '<',
        // Letters, digits and brackets of full width.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0)
            .unwrap_or(sign)
            .to_ascii_uppercase(),
        other => other.to_ascii_uppercase(),
    };
    text.chars().map(sign).collect()
}

/// Filled up to their width and in their order.
fn shaped(mut lines: Vec<String>) -> Option<Vec<String>> {
    if let [whole] = lines.as_slice() {
        lines = parted(whole)?;
    }
    let longest = lines.iter().map(String::len).max()?;
    let width = match lines.len() {
        3 => THREE,
        2 => TWO.into_iter().find(|width| longest <= *width)?,
        _ => return None,
    };
    let sign = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'<';
    let may_be_cut =
        |line: &String| has_no_digit(line) || (width == THREE && !begins_with_birth(line));
    let is_whole = |line: &String| line.len() == width || (line.len() < width && may_be_cut(line));
    let fits = |line: &String| is_whole(line) && line.bytes().all(sign);
    // What ends in a digit is never cut: names are, and the first line of three.
    if longest != width || !lines.iter().all(fits) {
        return None;
    }
    for line in &mut lines {
        line.extend(std::iter::repeat_n('<', width - line.len()));
    }
    Some(in_order(lines))
}

/// A zone whose line breaks were lost.
fn parted(whole: &str) -> Option<Vec<String>> {
    let width = match whole.len() {
        90 => 30,
        72 => 36,
        88 => 44,
        _ => return None,
    };
    let at = (0..whole.len()).step_by(width);
    at.map(|from| whole.get(from..from + width).map(str::to_owned))
        .collect()
}

/// As they are printed: names first where there are two lines, and last where there are three.
fn in_order(mut lines: Vec<String>) -> Vec<String> {
    match lines.as_slice() {
        [first, second] if is_names_line(second) && !is_names_line(first) => lines.reverse(),
        [first, second, third] => {
            let births = [first, second, third]
                .iter()
                .position(|line| begins_with_birth(line));
            let names = [first, second, third]
                .iter()
                .position(|line| has_no_digit(line));
            if let (Some(births), Some(names)) = (births, names)
                && births != names
            {
                let code = 3 - births - names;
                lines = [code, births, names].map(|at| lines[at].clone()).to_vec();
            }
        }
        _ => {}
    }
    lines
}

/// The first of two: a code, a state, names.
fn is_names_line(line: &str) -> bool {
    let code = line.starts_with(['P', 'V', 'I', 'A', 'C']);
    let names = line.get(5..).is_some_and(|names| names.contains('<'));
    code && names && line.get(2..).is_some_and(has_no_digit)
}

fn has_no_digit(line: &str) -> bool {
    !line.bytes().any(|sign| sign.is_ascii_digit())
}

fn begins_with_birth(line: &str) -> bool {
    let (Some(date), Some(digit)) = (line.get(..6), line.as_bytes().get(6)) else {
        return false;
    };
    let dated = date
        .bytes()
        .all(|sign| sign.is_ascii_digit() || sign == b'<');
    dated && digit.is_ascii_digit() && date.bytes().any(|sign| sign != b'<')
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
    const SECOND: &str = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";
    const CARD: [&str; 3] = [
        "I<UTOD231458907<<<<<<<<<<<<<<<",
        "7408122F1204159UTO<<<<<<<<<<<6",
        "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    ];

    #[test]
    fn a_zone_is_read_however_it_is_written() {
        let blanks = |line: &str| line.replace('<', " ");
        let wide: String = format!("{FIRST}\n{SECOND}")
            .chars()
            .map(|sign| match sign {
                '!'..='~' => char::from_u32(u32::from(sign) + 0xfee0).unwrap(),
                other => other,
            })
            .collect();
        for text in [
            format!("{FIRST}\n{SECOND}"),
            format!("{FIRST}\r\n{SECOND}\r\n"),
            format!("{FIRST}\\n{SECOND}"),
            format!("{FIRST}\\r\\n{SECOND}"),
            format!("{FIRST}|{SECOND}"),
            format!("{FIRST} {SECOND}"),
            format!("{FIRST}{SECOND}"),
            format!("{FIRST}\t{SECOND}"),
            format!("{FIRST}<br>{SECOND}"),
            format!("{SECOND}\n{FIRST}"),
            format!("{}\n{SECOND}", FIRST.trim_end_matches('<')),
            format!("{}\n{}", blanks(FIRST), blanks(SECOND)),
            format!("{}{}", blanks(FIRST), blanks(SECOND)),
            format!("{}\n{}", FIRST.to_lowercase(), SECOND.to_lowercase()),
            format!("  {FIRST}  \n\n  {SECOND}  "),
            format!("{}\n{SECOND}", FIRST.replace('<', "«")),
            wide,
        ] {
            assert_eq!(
                lines(&text).as_deref(),
                Some(&[FIRST, SECOND].map(str::to_owned)[..]),
                "{text}"
            );
        }
        for order in [[0, 1, 2], [2, 0, 1], [1, 0, 2], [2, 1, 0]] {
            let text = order.map(|at| CARD[at]).join("\n");
            assert_eq!(lines(&text).unwrap(), CARD, "{text}");
        }
    }

    #[test]
    fn what_is_no_zone_stays_none() {
        for text in [
            "",
            "P<UTO",
            "no zone at all",
            "é",
            "||",
            &"<".repeat(400),
            FIRST,
        ] {
            assert_eq!(lines(text), None, "{text}");
        }
    }
}
