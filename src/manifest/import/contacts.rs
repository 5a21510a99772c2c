//! Phone numbers and addresses of mail, in the one form that ties two passengers together.

/// Digits alone; `None` when they are too few or too many for a phone (E.164 has at most
/// fifteen), or stand in other text.
pub fn phone(text: &str) -> Option<String> {
    let known = |c: char| c.is_ascii_digit() || " +-()/".contains(c);
    let text = text.trim();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let plain = text.chars().all(known) && (7..=15).contains(&digits.len());
    plain.then_some(digits)
}

/// Lower case. Bookings write `//` for the at sign, `..` for an underscore and `./` for a
/// hyphen (AIRIMP).
pub fn email(text: &str) -> Option<String> {
    let at = text.trim().replace("./", "-").replace("//", "@");
    let mail = at.replace("..", "_").to_lowercase();
    let (name, domain) = mail.split_once('@')?;
    let whole = !name.is_empty() && domain.contains('.') && !mail.contains(char::is_whitespace);
    (whole && !domain.contains('@')).then_some(mail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_as_they_arrive() {
        for (text, expect) in [
            ("703-555-1212", Some("7035551212")),
            ("+44 (0) 1753 637285", Some("4401753637285")),
            ("0.086886196478164", None),
            ("H5555555555 W 1 555", None),
            ("12345", None),
        ] {
            assert_eq!(phone(text).as_deref(), expect, "{text}");
        }
        for (text, expect) in [
            ("MOLLY..LOBB//GMAIL.COM", Some("molly_lobb@gmail.com")),
            ("A./B//X.ORG", Some("a-b@x.org")),
            ("a.b@x.org", Some("a.b@x.org")),
            ("A B//X.ORG", None),
            ("NOBODY", None),
            ("A//B//C.D", None),
        ] {
            assert_eq!(email(text).as_deref(), expect, "{text}");
        }
    }
}
