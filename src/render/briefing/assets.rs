//! The page's own style and script, and the policy that lets nothing else act.
//!
//! Both are named by their digest: a style or script that foreign text might bring in has
//! another one, and the browser refuses it. Nothing may be fetched at all.

use sha2::{Digest, Sha256};

pub(super) const STYLE: &str = include_str!("../../../templates/briefing/style.css");

pub(super) const SCRIPT: &str = include_str!("../../../templates/briefing/script.js");

pub(super) fn content_security_policy() -> String {
    policy(STYLE, SCRIPT)
}

/// That of any page with one style and one script of its own.
pub(in crate::render) fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        source_of(style),
        source_of(script)
    )
}

/// That of any page with one style of its own and no script.
pub(in crate::render) fn policy_of_style(style: &str) -> String {
    format!(
        "default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'",
        source_of(style)
    )
}

/// `sha256-…`, as Content Security Policy names an inline element by its text.
fn source_of(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let part = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = part(0) << 16 | part(1) << 8 | part(2);
        for at in 0..4 {
            let six = (bits >> (18 - 6 * at)) & 63;
            let filled = at <= chunk.len();
            text.push(if filled {
                char::from(ALPHABET[six as usize])
            } else {
                '='
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        // The digest of nothing, as browsers know it.
        assert_eq!(
            source_of(""),
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
    }

    #[test]
    fn neither_style_nor_script_reaches_out_or_ends_early() {
        for text in [STYLE, SCRIPT] {
            for bad in ["http", "//", "url(", "@import", "</", "eval", "innerHTML"] {
                assert!(!text.contains(bad), "{bad}");
            }
        }
    }
}
