//! Days.

use std::fmt;

/// A day of the Gregorian calendar. Times of day and zones in front matter are dropped: a page says when
/// it was changed, not at which minute, and says the same in every time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    /// Reads `2026-11-21`, also `2026/11/21` and with a time behind; `None` for anything else and for
    /// days that do not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let day = text.get(..10)?;
        let behind = text.get(10..).and_then(|rest| rest.chars().next());
        if behind.is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
        let mut parts = day.split(['-', '/']);
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Reads a time as a number: seconds since 1970, or the milliseconds that Dendron writes.
    pub fn parse_stamp(text: &str) -> Option<Self> {
        let number: i64 = text.trim().parse().ok()?;
        match number {
            100_000_000..100_000_000_000 => Some(Date::from_unix(number)),
            100_000_000_000..100_000_000_000_000 => Some(Date::from_unix(number / 1000)),
            _ => None,
        }
    }

    fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (1..=days).contains(&day).then_some(Date { year, month, day })
    }

    /// The day of a number of seconds since 1970, in UTC; days after the year 9999 are the last of it.
    pub fn from_unix(seconds: i64) -> Self {
        // "civil_from_days", Howard Hinnant, chrono-Compatible Low-Level Date Algorithms.
        let days = seconds.div_euclid(86_400).clamp(-719_162, 2_932_896) + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Date { year: year as u16, month: month as u8, day: day as u8 }
    }

    /// How many days after another day this one is; negative where it is before.
    pub fn days_since(self, other: Date) -> i64 {
        self.number() - other.number()
    }

    /// The number of the day, counted from 1 March of the year 0 ("days_from_civil", Howard Hinnant,
    /// chrono-Compatible Low-Level Date Algorithms).
    fn number(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
    }

    /// The day for people: `21 November 2026`.
    pub fn text(self) -> String {
        let month = MONTHS.get(usize::from(self.month) - 1).copied().unwrap_or_default();
        format!("{} {month} {}", self.day, self.year)
    }

    /// The day by a pattern of Logseq: `MMM do, yyyy` is `Jan 31st, 2022`. What is no letter of a date is
    /// itself.
    pub fn formatted(self, pattern: &str) -> String {
        let mut out = String::new();
        let mut rest = pattern;
        while let Some(first) = rest.chars().next() {
            let length =
                if rest.starts_with("do") { 2 } else { rest.len() - rest.trim_start_matches(first).len() };
            let (field, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
            out.push_str(&self.field(field));
            rest = behind;
        }
        out
    }

    fn field(self, field: &str) -> String {
        let month = MONTHS.get(usize::from(self.month) - 1).copied().unwrap_or_default();
        match field {
            "yyyy" => format!("{:04}", self.year),
            "MMMM" => month.to_string(),
            "MMM" => month.chars().take(3).collect(),
            "MM" => format!("{:02}", self.month),
            "dd" => format!("{:02}", self.day),
            "do" => format!("{}{}", self.day, ordinal(self.day)),
            "EEEE" => self.weekday().to_string(),
            "EEE" | "E" => self.weekday().chars().take(3).collect(),
            other => other.to_string(),
        }
    }

    /// Zeller's congruence, in which January and February belong to the year before.
    fn weekday(self) -> &'static str {
        const DAYS: [&str; 7] =
            ["Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
        let (year, month) = match self.month {
            1 | 2 => (usize::from(self.year) + 399, usize::from(self.month) + 12),
            _ => (usize::from(self.year) + 400, usize::from(self.month)),
        };
        let day = usize::from(self.day) + 13 * (month + 1) / 5 + year + year / 4 + year / 400 - year / 100;
        DAYS.get(day % DAYS.len()).copied().unwrap_or_default()
    }

    /// The day for feeds, RFC 3339 with a time: `2026-11-21T00:00:00Z`.
    pub fn rfc3339(self) -> String {
        format!("{self}T00:00:00Z")
    }
}

fn ordinal(day: u8) -> &'static str {
    match (day % 10, day / 10) {
        (_, 1) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_spellings_people_use() {
        for text in ["2026-11-21", "2026/11/21", "2026-11-21T10:00:00+02:00", "2026-11-21 10:00"] {
            assert_eq!(Date::parse(text).map(|d| d.to_string()).as_deref(), Some("2026-11-21"), "{text}");
        }
        for text in ["2026-02-29", "2026-13-01", "soon", "2026-1-1", "2026-11-211"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn times_as_numbers_are_seconds_or_milliseconds() {
        for text in ["1643126633752", "1643126633"] {
            assert_eq!(
                Date::parse_stamp(text).map(|d| d.to_string()).as_deref(),
                Some("2022-01-25"),
                "{text}"
            );
        }
        assert_eq!(
            (Date::parse_stamp("2026"), Date::parse_stamp("-1"), Date::parse_stamp("x")),
            (None, None, None)
        );
    }

    #[test]
    fn days_are_counted_across_leap_years() {
        let days = |from: &str, to: &str| Date::parse(to).unwrap().days_since(Date::parse(from).unwrap());
        assert_eq!(days("2026-11-21", "2026-11-21"), 0);
        assert_eq!(days("2024-02-28", "2024-03-01"), 2);
        assert_eq!(days("2026-01-01", "2025-01-01"), -365);
        assert_eq!(days("1970-01-01", "2026-11-21"), 20_778);
    }

    #[test]
    fn days_are_spelt_by_a_pattern() {
        let day = |text: &str, pattern: &str| Date::parse(text).unwrap().formatted(pattern);
        assert_eq!(day("2022-01-31", "MMM do, yyyy"), "Jan 31st, 2022");
        assert_eq!(day("2021-02-12", "do MMMM yyyy"), "12th February 2021");
        assert_eq!(day("2000-02-29", "EEEE, dd.MM.yyyy"), "Tuesday, 29.02.2000");
        assert_eq!(day("2026-11-21", "yyyy年MM月dd日 E"), "2026年11月21日 Sat");
    }

    #[test]
    fn seconds_become_days() {
        assert_eq!(Date::from_unix(0).to_string(), "1970-01-01");
        assert_eq!(Date::from_unix(951_782_400).to_string(), "2000-02-29");
        assert_eq!(Date::from_unix(1_795_219_200).text(), "21 November 2026");
        assert_eq!(Date::from_unix(i64::MAX).to_string(), "9999-12-31");
    }
}
