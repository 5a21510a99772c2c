//! Lists of documents in one row.

use super::{Feed, numbers};
use arrow_array::builder::{Date32Builder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{ArrayRef, Date32Array};
use arrow_schema::{DataType, Field};
use jiff::civil::date;
use preboard::{Document, days_of_date};
use std::sync::Arc;

/// Type, number, issuer and expiry of each document of each row.
fn document_lists(rows: &[&[[&str; 3]]]) -> ArrayRef {
    let text = |name| Field::new(name, DataType::Utf8, true);
    let expiry = Field::new("expiry", DataType::Date32, true);
    let fields = vec![text("type"), text("number"), text("issuer"), expiry];
    let mut lists = ListBuilder::new(StructBuilder::from_fields(fields, 0));
    for row in rows {
        for document in *row {
            for (index, value) in document.iter().enumerate() {
                let field = lists.values().field_builder::<StringBuilder>(index);
                let value = Some(*value).filter(|value| !value.is_empty());
                field.unwrap().append_option(value);
            }
            let day = days_of_date(date(2031, 5, 1));
            let expiry = lists.values().field_builder::<Date32Builder>(3);
            expiry.unwrap().append_value(day);
            lists.values().append(true);
        }
        lists.append(true);
    }
    Arc::new(lists.finish())
}

#[test]
fn a_list_of_documents_adds_to_the_rows_own() {
    let lists = document_lists(&[
        &[["P", "AB1", "FRA"], ["I", "CD2", "D"], ["", "", "FRA"]],
        &[],
    ]);
    let expiry = Date32Array::from(vec![days_of_date(date(2031, 5, 1)); 2]);
    let read = Feed::of(2)
        .with("documents", lists)
        .text("document_type", &[Some("P"), None])
        .text("document_number", &[Some("AB1"), None])
        .text("document_issuer", &[Some("FRA"), None])
        .with("document_expiry", Arc::new(expiry))
        .read();
    assert_eq!(
        numbers(&read.passengers[0]),
        ["AB1", "CD2"],
        "a repeat is one document"
    );
    let second = &read.passengers[0].documents[1];
    assert_eq!(second.issuer.unwrap().to_string(), "DEU");
    assert_eq!(second.expiry, Some(date(2031, 5, 1)));
    assert_eq!(read.passengers[1].documents, Vec::<Document>::new());
}

#[test]
fn a_list_of_documents_with_numbers_for_text_is_refused() {
    let number = Field::new("number", DataType::Int64, true);
    let mut lists = ListBuilder::new(StructBuilder::from_fields(vec![number], 0));
    lists.append(true);
    let error = Feed::of(1)
        .with("documents", Arc::new(lists.finish()))
        .open(&[]);
    let text = error.unwrap_err().to_string();
    assert!(
        text.contains("column documents.number is Int64, not string"),
        "{text}"
    );
}
