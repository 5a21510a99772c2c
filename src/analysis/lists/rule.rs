//! The two rules by which entries of different lists are one person.

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    Document,
    NameAndBirth,
}

impl Rule {
    pub fn as_str(self) -> &'static str {
        match self {
            Rule::Document => "document",
            Rule::NameAndBirth => "name_and_birth",
        }
    }
}
