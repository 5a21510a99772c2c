//! XML lists record by record: a record is one small tree, and no more of the file is in
//! memory.
//!
//! Document type definitions are refused, not ignored: no authority sends one, and they are
//! how a small file names entities that grow to gigabytes or read other files. Only the
//! five entities of XML itself and numbered characters stand for text.

use crate::error::Result;
use crate::tables::limits::Limits;
use crate::watchlist::stream::{self, Invalid, Stream};
use crate::watchlist::whole::{cut, other_than};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::BTreeMap;
use std::path::Path;

/// No list nests deeper, and a file that does would overflow the stack when dropped: no setting.
const DEEPEST: usize = 32;

/// Names of elements outside of records that are counted.
const OUTSIDE: usize = 100;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Node>,
}

impl Node {
    /// Without blanks at its ends; `""` when it is not there.
    pub(super) fn attribute(&self, name: &str) -> &str {
        let mut pairs = self.attributes.iter();
        let found = pairs.find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.trim())
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| child.name == name)
    }

    pub(super) fn attribute_names(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().map(|(name, _)| name.as_str())
    }

    pub(super) fn children(&self) -> impl Iterator<Item = &Node> {
        self.children.iter()
    }

    /// Text of the first child of that name, single-blanked; `""` when there is none.
    pub(super) fn text_of(&self, name: &str) -> String {
        self.all(name).next().map(Node::words).unwrap_or_default()
    }

    /// Its own text, line breaks and double blanks closed.
    pub(super) fn words(&self) -> String {
        super::names::one_blank(&self.text)
    }

    #[cfg(test)]
    pub(super) fn child<'a>(&'a self, name: &'a str) -> &'a Node {
        self.all(name).next().unwrap()
    }
}

/// A file read to its end.
pub(super) struct Heading {
    /// The root element, without what it holds.
    pub(super) root: Node,
    /// Bytes that were no UTF-8.
    pub(super) invalid: u64,
    /// Elements in no record, but for the root, and how often each is there.
    pub(super) outside: BTreeMap<String, u64>,
}

/// Calls `each` with every element of one of those names that is in no other one, and its
/// number from 1.
pub(super) fn records(
    path: &Path,
    limits: &Limits,
    names: &[&str],
    each: impl FnMut(usize, Node),
) -> Result<Heading> {
    let (stream, invalid) = stream::open(path, limits)?;
    let tree = Tree::new(limits);
    read(path, stream, tree, &invalid, names, each)
}

fn read(
    path: &Path,
    stream: Stream,
    mut tree: Tree,
    invalid: &Invalid,
    names: &[&str],
    mut each: impl FnMut(usize, Node),
) -> Result<Heading> {
    let lines = stream.lines();
    // Where the reader stopped: what is wrong stands there, or begins before.
    let wrong =
        |why: &dyn std::fmt::Display| cut(path, &format!("line {}: {why}", lines.get() + 1));
    let mut reader = Reader::from_reader(stream);
    let mut buffer = Vec::new();
    let mut count = 0;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|e| wrong(&e))?;
        let at_end = matches!(event, Event::Eof);
        let record = tree.take(event, names).map_err(|e| wrong(&e))?;
        if let Some(record) = record {
            count += 1;
            each(count, record);
        }
        if at_end {
            let root = tree.root.ok_or_else(|| other_than(path, "XML"))?;
            return Ok(Heading {
                root,
                invalid: invalid.get(),
                outside: tree.outside,
            });
        }
    }
}

/// Where the reader is: elements outside of records are counted, those inside are kept.
struct Tree {
    root: Option<Node>,
    depth: usize,
    /// The open elements of the present record, outermost first.
    open: Vec<Node>,
    size: usize,
    /// Longest text of one record; the longest of the UN list has some 10,000 letters.
    largest: usize,
    outside: BTreeMap<String, u64>,
}

impl Tree {
    fn new(limits: &Limits) -> Tree {
        Tree {
            root: None,
            depth: 0,
            open: Vec::new(),
            size: 0,
            largest: limits.record_bytes,
            outside: BTreeMap::new(),
        }
    }

    /// The record that this event completes.
    fn take(&mut self, event: Event, names: &[&str]) -> std::result::Result<Option<Node>, String> {
        match event {
            Event::Start(start) => self.start(&start, names)?,
            Event::Empty(start) => {
                self.start(&start, names)?;
                return Ok(self.end());
            }
            Event::End(_) => return Ok(self.end()),
            Event::Text(text) => self.text(&text.xml_content(XmlVersion::Implicit1_0))?,
            Event::CData(text) => self.text(&text.xml_content(XmlVersion::Implicit1_0))?,
            Event::GeneralRef(entity) => self.text(&resolved(&entity)?)?,
            Event::DocType(_) => {
                return Err("it has a document type definition, which is not read".to_owned());
            }
            Event::Eof if 0 < self.depth => return Err("it ends within an element".to_owned()),
            Event::Eof | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        Ok(None)
    }

    fn start(&mut self, start: &BytesStart, names: &[&str]) -> std::result::Result<(), String> {
        self.depth += 1;
        if DEEPEST < self.depth {
            return Err(format!("elements nest deeper than {DEEPEST}"));
        }
        let name = start.local_name();
        let name: &str = name.as_ref();
        if self.root.is_none() {
            self.root = Some(node(start)?);
        }
        if !self.open.is_empty() || names.contains(&name) {
            if self.open.is_empty() {
                self.size = 0;
            }
            let node = node(start)?;
            self.grow(start.len())?;
            self.open.push(node);
        } else if 1 < self.depth
            && (self.outside.contains_key(name) || self.outside.len() < OUTSIDE)
        {
            *self.outside.entry(name.to_owned()).or_default() += 1;
        }
        Ok(())
    }

    fn end(&mut self) -> Option<Node> {
        self.depth = self.depth.saturating_sub(1);
        let closed = self.open.pop()?;
        match self.open.last_mut() {
            Some(parent) => {
                parent.children.push(closed);
                None
            }
            None => Some(closed),
        }
    }

    fn text(&mut self, text: &str) -> std::result::Result<(), String> {
        if self.open.is_empty() {
            return Ok(());
        }
        self.grow(text.len())?;
        if let Some(node) = self.open.last_mut() {
            node.text.extend(text.chars().map(legal));
        }
        Ok(())
    }

    fn grow(&mut self, more: usize) -> std::result::Result<(), String> {
        self.size += more;
        match self.largest < self.size {
            true => Err("a record is larger than limits.record_bytes allows".to_owned()),
            false => Ok(()),
        }
    }
}

/// Control characters are illegal in XML and part no words.
fn legal(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

fn resolved(entity: &BytesRef) -> std::result::Result<String, String> {
    if let Some(c) = entity.resolve_char_ref().map_err(|e| e.to_string())? {
        return Ok(c.to_string());
    }
    let name = entity.xml_content(XmlVersion::Implicit1_0);
    let known = quick_xml::escape::resolve_predefined_entity(&name);
    let known = known.ok_or("it uses an entity that XML does not define")?;
    Ok(known.to_owned())
}

fn node(start: &BytesStart) -> std::result::Result<Node, String> {
    let name = start.local_name();
    let name: &str = name.as_ref();
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.map_err(|e| e.to_string())?;
        pair(&attribute)
    });
    Ok(Node {
        name: name.to_owned(),
        attributes: attributes.collect::<std::result::Result<_, String>>()?,
        ..Node::default()
    })
}

fn pair(attribute: &Attribute) -> std::result::Result<(String, String), String> {
    let key = attribute.key.local_name();
    let key: &str = key.as_ref();
    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
    let value = value.map_err(|_| "an attribute uses an entity that XML does not define")?;
    Ok((key.to_owned(), value.chars().map(legal).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn read_text(text: &str) -> Result<(Vec<Node>, Node)> {
        let limits = Limits {
            record_bytes: 10_000,
            ..Limits::default()
        };
        let text = Cursor::new(text.as_bytes().to_vec());
        let stream = Stream::new(Box::new(text), &limits);
        let mut found = Vec::new();
        let names = ["R"];
        let path = Path::new("a.xml");
        let each = |_, node| found.push(node);
        let tree = Tree::new(&limits);
        let heading = read(path, stream, tree, &Invalid::default(), &names, each)?;
        Ok((found, heading.root))
    }

    #[test]
    fn records_are_small_trees_with_entities_and_cdata_read() {
        let text = "<?xml version=\"1.0\"?><!-- a --><L date='d&amp;e'><skip>x</skip>\
                    <R id=\"1\"><N>  A &amp;\n B&#233;<![CDATA[<c>]]></N><E/></R><R/></L>";
        let (records, root) = read_text(text).unwrap();
        assert_eq!(root.attribute("date"), "d&e");
        assert_eq!(records.len(), 2);
        assert_eq!(records[0].attribute("id"), "1");
        assert_eq!(records[0].text_of("N"), "A & Bé<c>");
        assert_eq!(records[0].child("E").words(), "");
    }

    #[test]
    fn hostile_and_broken_files_are_refused_and_say_why() {
        let deep = "<R>".repeat(40);
        let laughs: String = (1..10)
            .map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)))
            .collect();
        let laughs =
            format!("<!DOCTYPE L [<!ENTITY l0 \"lol\">{laughs}]><L><R><N>&l9;</N></R></L>");
        let external = "<!DOCTYPE L [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><L>&x;</L>";
        let long = format!("<L><R>{}</R></L>", "a".repeat(10_001));
        for (text, says) in [
            (laughs.as_str(), "document type definition"),
            (external, "document type definition"),
            ("<L><R>&lol;</R></L>", "an entity that XML does not define"),
            (
                "<L><R a='&lol;'/></L>",
                "an entity that XML does not define",
            ),
            (deep.as_str(), "nest deeper"),
            (long.as_str(), "larger than"),
            ("<L>\n<R>", "line 2: it ends within"),
            ("<L>\n<R>\n</N></R></L>", "damaged: line 3: "),
            ("", "a.xml is no XML"),
            ("plain text", "a.xml is no XML"),
        ] {
            let error = read_text(text)
                .err()
                .map(|e| e.to_string())
                .unwrap_or_default();
            assert!(error.contains(says), "{says}: {error}");
        }
    }
}
