//! Which columns identify somebody: a passenger, a listed person, an officer. Whoever prints rows
//! for many eyes leaves them out unless they are named.

use crate::tables::source::alike;

/// Of tables that are published, by the column's name: what masking takes away, and who decided.
const COLUMNS: [&str; 28] = [
    "manifest_row",
    "passenger_ref",
    "booking_ref",
    "surname",
    "given_names",
    "birth_date",
    "sex",
    "nationality",
    "document_type",
    "document_number",
    "document_issuer",
    "document_expiry",
    "entry_id",
    "entry_name",
    "explanation",
    "passenger_value",
    "entry_value",
    "note",
    "officer",
    "identity_digest",
    "entry_digest",
    "other_passenger_row",
    "via_passenger_row",
    "reference",
    "contact_phone",
    "contact_email",
    "row",
    "passenger_row",
];

/// Of manifests and lists beside these, which analysts bring themselves.
const OF_INPUTS: [&str; 21] = [
    "associates",
    "name",
    "names",
    "aliases",
    "full_name",
    "first_name",
    "last_name",
    "birth_dates",
    "birth_place",
    "birth_country",
    "residence",
    "mrz",
    "documents",
    "visa_number",
    "redress_number",
    "known_traveller_number",
    "payment_ref",
    "phone",
    "email",
    "address",
    "passport",
];

/// Of a published table.
pub fn is_personal(column: &str) -> bool {
    COLUMNS.contains(&column)
}

/// Of a file of anybody's: by its name, in whatever case and with whatever separators.
pub fn may_be_personal(column: &str) -> bool {
    let known = COLUMNS.iter().chain(&OF_INPUTS);
    known.copied().any(|name| alike(name, column))
}
