//! One manifest row as text, in the contract's columns: what writers fill.
//!
//! Only writers use it (the generator, importers); reading goes column by column.

use crate::tables::row::table;

table! {
    /// Everything optional is `None` when absent; text is written as it stands, so that dirt
    /// can be written too.
    #[derive(Default, Eq)]
    #[version = crate::tables::version::MANIFESTS]
    pub struct ManifestRow {
        pub carrier: Option<String>,
        pub flight_number: Option<String>,
        pub departure_airport: Option<String>,
        pub arrival_airport: Option<String>,
        /// UTC.
        pub scheduled_departure: Option<jiff::Timestamp>,
        /// UTC.
        pub scheduled_arrival: Option<jiff::Timestamp>,
        pub surname: Option<String>,
        pub given_names: Option<String>,
        pub passenger_ref: Option<String>,
        pub booking_ref: Option<String>,
        pub person_type: Option<String>,
        pub birth_date: Option<String>,
        pub sex: Option<String>,
        pub nationality: Option<String>,
        pub residence: Option<String>,
        pub birth_country: Option<String>,
        pub birth_place: Option<String>,
        pub document_type: Option<String>,
        pub document_number: Option<String>,
        pub document_issuer: Option<String>,
        pub document_expiry: Option<jiff::civil::Date>,
        pub mrz: Option<String>,
        pub redress_number: Option<String>,
        pub known_traveller_number: Option<String>,
        pub contact_phone: Option<String>,
        pub contact_email: Option<String>,
        pub payment_ref: Option<String>,
        pub agency: Option<String>,
        pub seat: Option<String>,
    }
}
