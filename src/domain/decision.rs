//! The closed words of a decision. The texts are the contract's.

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($variant:ident = $text:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant,)* }

        impl $name {
            /// For the message that refuses another word.
            pub const WORDS: &'static [&'static str] = &[$($text,)*];

            pub fn parse(text: &str) -> Option<Self> {
                match text {
                    $($text => Some($name::$variant),)*
                    _ => None,
                }
            }

            pub fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $text,)*
                }
            }
        }
    };
}

words! {
    /// Whether the officer agrees with what was recommended.
    Decision {
        Concur = "concur",
        NotConcur = "not_concur",
        NeedInfo = "need_info",
    }
}

words! {
    /// What the carrier did: the decision to board is its own.
    CarrierAction {
        DeniedBoarding = "denied_boarding",
        Boarded = "boarded",
        NoShow = "no_show",
        Rebooked = "rebooked",
        Unknown = "unknown",
    }
}

words! {
    /// Whether the traveller is the listed person of the case.
    MatchTruth {
        SamePerson = "same_person",
        DifferentPerson = "different_person",
        Unknown = "unknown",
    }
}
