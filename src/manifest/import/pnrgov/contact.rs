//! How to reach a passenger: the keyword CTC and its kind, in IFT, SSR and ADD.
//!
//! Kept to tie passengers together, so an agency's (CTCT), a fax (CTCF) or a number of
//! unknown kind (CTCP, often an agency's or a hotline) is left out: it would tie strangers.

use crate::manifest::import::contacts;
use crate::manifest::import::edifact::Segment;

/// Phone and mail of a booking or of one passenger; the first of each stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Contacts {
    pub(super) phone: Option<String>,
    pub(super) email: Option<String>,
}

impl Contacts {
    /// IFT is free text: only one that starts with the keyword is looked at.
    pub(super) fn read(&mut self, segment: &Segment) {
        match segment.tag.as_str() {
            "IFT" => {
                let texts = segment.elements.iter().skip(1).flatten();
                texts.for_each(|text| self.text(text));
            }
            "ADD" => {
                let phone = segment.get(1, 7).unwrap_or_default();
                self.phone = self.phone.take().or_else(|| contacts::phone(phone));
                self.text(phone);
            }
            _ => {}
        }
    }

    /// `SSR+CTCE:HK:1:DL:::::/JOHN//MAIL.ORG`.
    pub(super) fn read_ssr(&mut self, segment: &Segment, kind: &str) {
        if let Some(text) = segment.get(0, 8) {
            self.text(&format!("{kind} {}", text.trim_start_matches('/')));
        }
    }

    fn text(&mut self, text: &str) {
        let Some((kind, value)) = keyword(text) else {
            return;
        };
        match kind {
            'E' => self.email = self.email.take().or_else(|| contacts::email(value)),
            'M' | 'H' | 'B' => self.phone = self.phone.take().or_else(|| phone(value)),
            _ => {}
        }
    }
}

/// `CTCE name`, `YY CTCM 123`, `EK CTC M 123`: kind and value.
fn keyword(text: &str) -> Option<(char, &str)> {
    let text = text.trim();
    let behind_carrier = text.get(2..).filter(|rest| rest.starts_with(' '));
    let rest = text
        .strip_prefix("CTC")
        .or_else(|| behind_carrier?.trim_start().strip_prefix("CTC"))?;
    let rest = rest.trim_start();
    let kind = rest.chars().next()?;
    Some((kind, rest[kind.len_utf8()..].trim()))
}

/// A city's code may stand before the number and a kind behind it: `MEX01 81 8336 H`.
fn phone(text: &str) -> Option<String> {
    let city = |text: &str| text.chars().take(3).all(|c| c.is_ascii_uppercase());
    let text = if city(text) { text.get(3..)? } else { text };
    let text = match text.rsplit_once(' ') {
        Some((number, kind)) if kind.len() == 1 && !kind.starts_with(char::is_numeric) => number,
        _ => text,
    };
    contacts::phone(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_travellers_own_contacts_are_kept() {
        let read = |text: &str| {
            let mut contacts = Contacts::default();
            contacts.text(text);
            contacts.phone.or(contacts.email).unwrap_or_default()
        };
        for (text, expect) in [
            ("CTCE MOLLY..LOBB//GMAIL.COM", "molly_lobb@gmail.com"),
            ("YY CTCM 123456789", "123456789"),
            ("EK CTC M 5432109876", "5432109876"),
            (
                "AM CTCH MEX01 81 8336 6900 H",
                "0181833669 00".replace(' ', "").as_str(),
            ),
            ("CTCT SEA 866 746-4647 CARLSON WAGONLIT TVL", ""),
            ("AM CTCP MEX1800 002 5200 DOMESTIC TOLL FREE", ""),
            ("THIS PASSENGER IS A VIP", ""),
            ("CTC", ""),
            ("", ""),
        ] {
            assert_eq!(read(text), expect, "{text}");
        }
    }
}
