//! What was said of how a flat file is written.

use crate::cli::{DateOrder, FlatForm};
use crate::domain::written::Order;
use crate::error::{Error, Kind, Result};
use crate::tables::charset::Charset;

pub fn charset(form: &FlatForm) -> Result<Option<Charset>> {
    let Some(name) = &form.encoding else {
        return Ok(None);
    };
    let charset = Charset::named(name).ok_or_else(|| {
        let what = format!("--encoding {name} is no character set that is read");
        Error::new(Kind::Usage, what).hint("for instance windows-1251, iso-8859-2, utf-16le")
    });
    charset.map(Some)
}

pub fn order(form: &FlatForm) -> Option<Order> {
    form.date_order.map(|order| match order {
        DateOrder::Dmy => Order::DayMonthYear,
        DateOrder::Mdy => Order::MonthDayYear,
        DateOrder::Ymd => Order::YearMonthDay,
    })
}
