//! What day it is.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::note::Date;

/// The day in UTC: of `SOURCE_DATE_EPOCH` where it is set (reproducible-builds.org), else of the clock.
pub(super) fn today() -> Date {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok());
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64);
    Date::from_unix(fixed.unwrap_or_else(clock))
}
