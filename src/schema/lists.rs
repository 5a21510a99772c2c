//! What commands on watchlists print or write as CSV.

use crate::tables::row::table;

table! {
    /// Beside a merged list: one row for each link that joined two entries, by ids alone.
    pub struct JoinLine {
        /// Of the one entry.
        pub list: String,
        /// Of the one entry.
        pub entry_id: String,
        /// Of the other entry.
        pub other_list: String,
        /// Of the other entry.
        pub other_entry_id: String,
        /// By which rule they are one person.
        pub rule: String,
        /// Evidence that they are.
        #[unit = "bits"]
        pub bits: f64,
    }
}

table! {
    /// What a newer day of a list adds, withdraws and changes: one row for each entry.
    pub struct ChangeLine {
        /// What became of the entry: `added`, `withdrawn` or `changed`.
        pub change: String,
        /// Of the entry.
        pub list: String,
        /// Of the entry.
        pub entry_id: String,
        /// Of a changed entry: each field with how many values were added and taken away.
        pub fields: String,
        /// The newer entry's, or that of the withdrawn one.
        pub entry_name: String,
    }
}
