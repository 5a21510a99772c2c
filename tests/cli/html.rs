//! As much of HTML as our own pages use: tags with their attributes, in order. Text that is
//! not well formed panics, which is what a test wants.

use std::collections::BTreeMap;

/// Elements without an end.
const VOID: [&str; 3] = ["meta", "br", "input"];

#[derive(Debug, Clone)]
pub(crate) struct Tag {
    pub(crate) name: String,
    /// A bare attribute has the empty value.
    pub(crate) attributes: BTreeMap<String, String>,
    /// Where it starts in the text, and where its element ends.
    pub(crate) span: (usize, usize),
    /// Names of the elements it stands in, outermost first.
    pub(crate) inside: Vec<String>,
}

impl Tag {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// Every element, in the order of their starts.
pub(crate) fn elements(text: &str) -> Vec<Tag> {
    let mut found: Vec<Tag> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('<').map(|offset| at + offset) {
        let end = start + text[start..].find('>').expect("a tag that never ends") + 1;
        let inner = &text[start + 1..end - 1];
        at = end;
        if inner.starts_with('!') {
            continue;
        }
        if let Some(name) = inner.strip_prefix('/') {
            let last = open.pop().expect("an end without a start");
            assert_eq!(found[last].name, name, "at byte {start}");
            found[last].span.1 = end;
            continue;
        }
        let closed = inner.ends_with('/');
        let (name, attributes) = parsed(inner.trim_end_matches('/'));
        let inside = open.iter().map(|tag| found[*tag].name.clone()).collect();
        if !closed && !VOID.contains(&name.as_str()) {
            open.push(found.len());
        }
        if matches!(name.as_str(), "style" | "script") {
            at = end + text[end..].find("</").expect("raw text that never ends");
        }
        found.push(Tag {
            name,
            attributes,
            span: (start, end),
            inside,
        });
    }
    assert!(open.is_empty(), "{} elements stay open", open.len());
    found
}

fn parsed(inner: &str) -> (String, BTreeMap<String, String>) {
    let (name, mut rest) = inner.split_once(' ').unwrap_or((inner, ""));
    let mut attributes = BTreeMap::new();
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let end = rest.find([' ', '=']).unwrap_or(rest.len());
        let key = rest[..end].to_owned();
        rest = &rest[end..];
        let value = match rest.strip_prefix("=\"") {
            Some(quoted) => {
                let end = quoted.find('"').expect("an attribute that never ends");
                rest = &quoted[end + 1..];
                quoted[..end].to_owned()
            }
            None => String::new(),
        };
        assert!(
            attributes.insert(key, value).is_none(),
            "an attribute twice"
        );
    }
    (name.to_owned(), attributes)
}
