//! What the journal says of a thing that somebody is about to believe.

use crate::journal::Journal;
use crate::journal::line::{
    Deed, Ended, Fact, Links, Package, Part, Purge, Release, Run, Share, Traffic,
};
use crate::schema::record::RunRecord;
use std::collections::{BTreeMap, BTreeSet};

impl Journal {
    pub fn runs(&self) -> impl DoubleEndedIterator<Item = &Run> {
        self.facts().filter_map(|fact| match fact {
            Fact::Run(run) => Some(run),
            _ => None,
        })
    }

    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &Part> {
        self.facts().filter_map(|fact| match fact {
            Fact::Part(part) => Some(part),
            _ => None,
        })
    }

    pub fn releases(&self) -> impl DoubleEndedIterator<Item = &Release> {
        self.facts().filter_map(|fact| match fact {
            Fact::Release(release) => Some(release),
            _ => None,
        })
    }

    pub fn traffic(&self) -> impl DoubleEndedIterator<Item = &Traffic> {
        self.facts().filter_map(|fact| match fact {
            Fact::Traffic(traffic) => Some(traffic),
            _ => None,
        })
    }

    /// The copy of the run that bore this seal when it was written.
    pub fn traffic_of(&self, run_digest: &str) -> Option<&Traffic> {
        self.traffic()
            .find(|traffic| traffic.run_digest == run_digest)
    }

    /// What was kept of each run for later ones; of one name, what was said last.
    pub fn links(&self) -> BTreeMap<&str, &Links> {
        let named = self.facts().filter_map(|fact| match fact {
            Fact::Links(links) => Some((links.name.as_str(), links)),
            _ => None,
        });
        named.collect()
    }

    pub fn packages(&self) -> impl DoubleEndedIterator<Item = &Package> {
        self.facts().filter_map(|fact| match fact {
            Fact::Package(package) => Some(package),
            _ => None,
        })
    }

    /// The line of a package that bears this seal.
    pub fn package(&self, digest: &str) -> Option<&Package> {
        self.packages().find(|package| package.digest == digest)
    }

    pub fn shares(&self) -> impl DoubleEndedIterator<Item = &Share> {
        self.facts().filter_map(|fact| match fact {
            Fact::Share(share) => Some(share),
            _ => None,
        })
    }

    /// The line of a share whose receipt bears this seal.
    pub fn share(&self, digest: &str) -> Option<&Share> {
        self.shares().find(|share| share.digest == digest)
    }

    /// Also of before a break: why a package or share with this seal is gone.
    pub fn ended(&self, digest: &str) -> Option<&Ended> {
        let lines = self.lines.iter().filter_map(|read| read.line.as_ref());
        let mut ended = lines.filter_map(|line| match &line.fact {
            Fact::Ended(ended) => Some(ended),
            _ => None,
        });
        ended.find(|ended| ended.digest == digest)
    }

    /// Also of before a break: what was promised to go stays gone.
    pub fn purges(&self) -> impl Iterator<Item = &Purge> {
        let lines = self.lines.iter().filter_map(|read| read.line.as_ref());
        lines.filter_map(|line| match &line.fact {
            Fact::Purge(purge) => Some(purge),
            _ => None,
        })
    }

    pub fn last_run(&self) -> Option<&Run> {
        self.runs().next_back()
    }

    /// The line of a run that bears this seal, as it was written or as it was masked.
    pub fn run(&self, record: &RunRecord) -> Option<&Run> {
        let now = record.audit_digest.as_str();
        let mut runs = self.runs().filter(|run| run.name == record.run_id);
        runs.find(|run| self.reached(Deed::RunMasked, &run.digest).contains(now))
    }

    /// Whether it is the next run, and the program was stopped before it wrote so.
    pub fn is_followed_by(&self, record: &RunRecord) -> bool {
        let last = self.last_run();
        let number = last.map_or(0, |run| run.number) + 1;
        let head = record.journal.as_ref();
        record.number == Some(number)
            && record.previous_audit_digest.as_deref() == last.map(|run| run.digest.as_str())
            && head.is_some_and(|head| self.has(head.lines, &head.head))
    }

    /// The line of a part of the ledger with these bytes, as it was written or reduced.
    pub fn part(&self, digest: &str) -> Option<&Part> {
        let mut parts = self.parts();
        parts.find(|part| {
            self.reached(Deed::LedgerReduced, &part.digest)
                .contains(digest)
        })
    }

    pub fn last_part(&self) -> Option<&Part> {
        self.parts().next_back()
    }

    pub fn last_release(&self, run: &str) -> Option<&Release> {
        self.releases().rfind(|release| release.run == run)
    }

    pub fn release(&self, run: &str, digest: &str) -> Option<&Release> {
        let mut releases = self.releases();
        releases.find(|release| release.run == run && release.digest == digest)
    }

    /// The digests that a thing may bear now. A deed is told before it is done: after a kill
    /// the old and the new one are both whole.
    fn reached<'a>(&'a self, deed: Deed, digest: &'a str) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::from([digest]);
        for purge in self.purges().filter(|purge| purge.deed == deed) {
            if let Some(new) = purge.new_digest.as_deref()
                && reached.contains(purge.digest.as_str())
            {
                reached.insert(new);
            }
        }
        reached
    }

    /// Whether retention says that it masked a run with this seal.
    pub fn is_masked(&self, digest: &str) -> bool {
        1 < self.reached(Deed::RunMasked, digest).len()
    }

    /// Whether retention says that it took a run with this seal away, or what masking made of
    /// it.
    pub fn is_purged(&self, digest: &str) -> bool {
        let reached = self.reached(Deed::RunMasked, digest);
        let mut purges = self.purges().filter(|purge| purge.deed == Deed::RunPurged);
        purges.any(|purge| reached.contains(purge.digest.as_str()))
    }
}
