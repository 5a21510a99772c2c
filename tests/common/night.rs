//! A published run, as its readers find it.

use super::folders::folder_name;
use preboard::{CaseRow, RunRecord, Table, decode, digest_of_file, read_cases};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone)]
pub struct Night {
    pub folder: PathBuf,
}

impl Night {
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn record(&self) -> RunRecord {
        RunRecord::read(&self.path("run.json")).unwrap()
    }

    pub fn cases(&self) -> Vec<CaseRow> {
        read_cases(&self.path("recommendations.parquet")).unwrap()
    }

    /// The run's only case.
    #[track_caller]
    pub fn case(&self) -> CaseRow {
        let [case] = <[CaseRow; 1]>::try_from(self.cases()).expect("one case");
        case
    }

    /// Case ids by surname.
    pub fn case_ids(&self) -> BTreeMap<String, String> {
        let cases = self.cases().into_iter();
        cases.map(|case| (case.surname, case.case_id)).collect()
    }

    /// The rows of one of its tables, `pairs.parquet` for example.
    pub fn rows<T: Table>(&self, name: &str) -> Vec<T> {
        decode(&self.path(name)).unwrap()
    }

    pub fn briefing(&self, group: &str) -> String {
        self.text(&format!("groups/{group}/briefing.html"))
    }

    /// Every file is what its record says, to the byte.
    #[track_caller]
    pub fn is_whole(&self) {
        let (name, record) = (folder_name(&self.folder), self.record());
        assert!(record.is_intact() && record.outputs.len() > 5, "{name}");
        for file in &record.outputs {
            let digest = digest_of_file(&self.path(&file.path)).unwrap();
            assert_eq!(digest, file.digest, "{name}/{}", file.path);
        }
    }
}

impl From<&Path> for Night {
    fn from(folder: &Path) -> Night {
        Night {
            folder: folder.to_owned(),
        }
    }
}
