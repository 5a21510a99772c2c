//! What a command said, and how it ended.

use assert_cmd::Command;

#[derive(Debug, Clone)]
pub struct Said {
    /// The command itself, for whoever reads of a failure.
    command: String,
    pub code: i32,
    /// Standard output: data.
    pub out: String,
    /// Standard error: messages.
    pub err: String,
}

impl Said {
    pub fn of(command: &mut Command) -> Said {
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said {
            command: format!("{command:?}"),
            code: output.status.code().unwrap(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// It ended with this code.
    #[track_caller]
    pub fn ended(self, code: i32) -> Said {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    #[track_caller]
    pub fn ok(self) -> Said {
        self.ended(0)
    }

    /// Every one of the words stands in its messages.
    #[track_caller]
    pub fn tells(self, words: &[&str]) -> Said {
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in {self:#?}");
        }
        self
    }

    /// None of the words stands in its messages.
    #[track_caller]
    pub fn hides(self, words: &[&str]) -> Said {
        for word in words {
            assert!(!self.err.contains(word), "{word:?} is in {self:#?}");
        }
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(self) -> serde_json::Value {
        serde_json::from_str(&self.ok().out).unwrap()
    }
}
