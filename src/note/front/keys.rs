//! The keys of front matter, in every tool's spelling.

use std::collections::BTreeSet;

use super::{FrontMatter, Order, Spelt, problem};
use crate::note::{Date, Dialect};
use crate::text::data::{Entry, Node, Value};
use crate::text::nearest::nearest;
use crate::text::{Edit, Level, Place, Problem, Repair, Source, Span};

/// Every key that means something, for "did you mean".
const KNOWN: &[&str] = &[
    "title",
    "description",
    "summary",
    "tags",
    "tag",
    "keywords",
    "aliases",
    "alias",
    "id",
    "slug",
    "permalink",
    "url",
    "sidebar_position",
    "weight",
    "nav_order",
    "order",
    "sidebar_label",
    "nav_title",
    "draft",
    "publish",
    "unlisted",
    "private",
    "date",
    "updated",
    "lastmod",
    "last_update",
    "last_updated",
    "template",
    "layout",
    "kinds",
    "lang",
    "lints",
];

/// Words people use as keys of their own that happen to be near a known one.
const OTHERS: &[&str] = &[
    "type",
    "types",
    "name",
    "names",
    "uid",
    "uri",
    "urls",
    "data",
    "dates",
    "update",
    "kind",
    "tagged",
    "published",
    "modified",
    "created",
    "links",
    "lists",
    "hints",
];

/// Longest tag in bytes: it becomes a path, and so does every tag above it.
const LONGEST_TAG: usize = 200;

/// Reads the keys of a parsed block that begins at `offset` of the file.
pub(super) fn read<'a>(
    source: &'a Source,
    dialect: Dialect,
    node: &'a Node,
    offset: usize,
    problems: &'a mut Vec<Problem>,
) -> FrontMatter {
    let keys = node.value.entries().iter().map(|entry| entry.key.as_str()).collect();
    let (front, seen) = (FrontMatter::default(), BTreeSet::new());
    let mut reader = Reader { source, dialect, offset, problems, keys, front, seen };
    match &node.value {
        Value::Map(entries) => entries.iter().for_each(|entry| reader.entry(entry)),
        Value::Null => {}
        other => reader.report(node.span, |place| problem::no_keys(place, other)),
    }
    reader.front
}

struct Reader<'a> {
    source: &'a Source,
    dialect: Dialect,
    offset: usize,
    problems: &'a mut Vec<Problem>,
    /// All keys of the block.
    keys: BTreeSet<&'a str>,
    front: FrontMatter,
    /// The tags so far.
    seen: BTreeSet<String>,
}

impl Reader<'_> {
    /// One key; the first of two spellings of one thing wins.
    fn entry(&mut self, entry: &Entry) {
        match self.dialect.common_key(&entry.key) {
            "title" => set(self.spelt(entry), &mut self.front.title),
            "description" | "summary" => set(self.text(entry), &mut self.front.description),
            "tags" | "tag" | "keywords" => self.tags(entry),
            "aliases" | "alias" => self.aliases(entry),
            "id" => set(self.text(entry), &mut self.front.id),
            "slug" | "permalink" | "url" => set(self.spelt(entry), &mut self.front.slug),
            "sidebar_position" | "weight" | "nav_order" | "order" => self.order(entry),
            "sidebar_label" | "nav_title" => set(self.text(entry), &mut self.front.nav_title),
            "draft" | "private" => self.front.draft |= self.truth(entry) == Some(true),
            "publish" => self.front.draft |= self.truth(entry) == Some(false),
            "unlisted" => self.front.unlisted |= self.truth(entry) == Some(true),
            "date" => self.dates(entry),
            "updated" | "lastmod" | "last-updated" | "last_updated" => {
                set(self.date(entry), &mut self.front.updated)
            }
            "last_update" => self.last_update(entry),
            "template" | "layout" => set(self.spelt(entry), &mut self.front.template),
            "kinds" => self.front.kinds = self.list(entry).into_iter().map(|kind| kind.text).collect(),
            "lang" => set(self.text(entry).filter(|lang| is_language(lang)), &mut self.front.language),
            "lints" => self.lints(entry),
            _ => self.unknown(entry),
        }
    }

    /// `lints: { missing-note: allow }`; which ids there are is the site's business.
    fn lints(&mut self, entry: &Entry) {
        if !matches!(entry.value.value, Value::Map(_) | Value::Null) {
            self.wrong(entry, "a level for each id of a problem");
        }
        for lint in entry.value.value.entries() {
            match lint.value.value.scalar().and_then(Level::named) {
                Some(level) => {
                    let id = Spelt { text: lint.key.clone(), span: self.span(lint.key_span) };
                    self.front.lints.push((id, level));
                }
                None => self.wrong(lint, "`error`, `warn` or `allow`"),
            }
        }
    }

    fn span(&self, span: Span) -> Span {
        span.shifted(self.offset).clamped(self.source.text.len())
    }

    /// Adds a problem at `span` of the block.
    fn report(&mut self, span: Span, problem: impl FnOnce(Place) -> Problem) {
        let place = Place::at(&self.source.path, self.span(span));
        self.problems.push(problem(place));
    }

    /// A scalar as text; anything else is a problem, an empty value is nothing.
    fn text(&mut self, entry: &Entry) -> Option<String> {
        match &entry.value.value {
            Value::Null => None,
            Value::List(_) | Value::Map(_) => {
                self.wrong(entry, "a text");
                None
            }
            scalar => scalar.scalar().map(|text| text.trim().to_string()).filter(|text| !text.is_empty()),
        }
    }

    fn truth(&mut self, entry: &Entry) -> Option<bool> {
        match entry.value.value.scalar().map(str::to_ascii_lowercase).as_deref() {
            Some("true" | "yes" | "on") => Some(true),
            Some("false" | "no" | "off") => Some(false),
            _ => {
                self.wrong(entry, "`true` or `false`");
                None
            }
        }
    }

    fn date(&mut self, entry: &Entry) -> Option<Date> {
        let text = self.text(entry)?;
        let date = Date::parse(&text).or_else(|| Date::parse_stamp(&text));
        if date.is_none() {
            self.wrong(entry, "a date such as `2026-11-21`");
        }
        date
    }

    /// Material for MkDocs: `date: { created: …, updated: … }`; others write the date itself.
    fn dates(&mut self, entry: &Entry) {
        let inner = match &entry.value.value {
            Value::Map(inner) => inner,
            _ => return set(self.date(entry), &mut self.front.date),
        };
        for entry in inner {
            match entry.key.as_str() {
                "created" => set(self.date(entry), &mut self.front.date),
                "updated" => set(self.date(entry), &mut self.front.updated),
                _ => {}
            }
        }
    }

    /// Docusaurus: `last_update: { date: …, author: … }`; others write the date itself.
    fn last_update(&mut self, entry: &Entry) {
        let date = match &entry.value.value {
            Value::Map(inner) => {
                inner.iter().find(|inner| inner.key == "date").and_then(|inner| self.date(inner))
            }
            _ => self.date(entry),
        };
        set(date, &mut self.front.updated);
    }

    fn order(&mut self, entry: &Entry) {
        match entry.value.value.scalar().and_then(Order::parse) {
            Some(order) => set(Some(order), &mut self.front.order),
            None => self.wrong(entry, "a number"),
        }
    }

    /// A text with its place.
    fn spelt(&mut self, entry: &Entry) -> Option<Spelt> {
        let span = self.span(entry.value.span);
        self.text(entry).map(|text| Spelt { text, span })
    }

    fn aliases(&mut self, entry: &Entry) {
        let aliases = self.list(entry);
        if self.dialect.is_outline() {
            // There a slash is a part of a name.
            self.front.names.extend(aliases.into_iter().map(|alias| alias.text));
        } else {
            self.front.aliases.extend(aliases);
        }
    }

    /// A list, or one text that separates with commas or, without a comma, with spaces.
    fn tags(&mut self, entry: &Entry) {
        let lists = matches!(entry.value.value, Value::List(_));
        for item in self.list(entry) {
            let separator = |c: char| c == ',' || (!item.text.contains(',') && c.is_whitespace());
            let parts: Vec<&str> =
                if lists { vec![&item.text] } else { item.text.split(separator).collect() };
            parts.into_iter().for_each(|part| self.tag(part, item.span));
        }
    }

    /// `span` is of the whole value, in the file.
    fn tag(&mut self, tag: &str, span: Span) {
        let tag = tag.trim().trim_start_matches('#').trim_matches('/').trim();
        if tag.len() > LONGEST_TAG {
            let place = Place::at(&self.source.path, span);
            self.problems.push(problem::long_tag(place, tag.len(), LONGEST_TAG));
        } else if !tag.is_empty() && self.seen.insert(tag.to_string()) {
            self.front.tags.push(tag.to_string());
        }
    }

    /// The scalars of a list, or one scalar as a list of one.
    fn list(&mut self, entry: &Entry) -> Vec<Spelt> {
        let items = match &entry.value.value {
            Value::List(items) => items.as_slice(),
            Value::Map(_) => {
                self.wrong(entry, "a list");
                return Vec::new();
            }
            _ => std::slice::from_ref(&entry.value),
        };
        items.iter().filter_map(|item| self.item(&entry.key, item)).collect()
    }

    /// One scalar of a list; nothing where it is empty, a problem where it is a list or a table.
    fn item(&mut self, key: &str, item: &Node) -> Option<Spelt> {
        if matches!(item.value, Value::List(_) | Value::Map(_)) {
            self.report(item.span, |place| problem::wrong_item(place, key, &item.value));
        }
        let text = item.value.scalar()?.trim().to_string();
        (!text.is_empty()).then(|| Spelt { text, span: self.span(item.span) })
    }

    fn unknown(&mut self, entry: &Entry) {
        if let Some(known) = near_miss(&entry.key) {
            let repair = self.respelt(entry);
            self.report(entry.key_span, |place| {
                problem::unknown_key(place, &entry.key, known).repaired_by(repair)
            });
        }
        self.front.rest.insert(entry.key.clone(), entry.value.value.clone());
    }

    /// The key in the spelling that is certainly meant, where the block does not have it already.
    fn respelt(&self, entry: &Entry) -> Option<Repair> {
        let known = slip_of(&entry.key).filter(|known| !self.keys.contains(known))?;
        let span = self.span(entry.key_span);
        let written = self.source.text.get(span.range())?;
        let quotes = written.find(&entry.key).filter(|_| written.len() <= entry.key.len() + 2)?;
        let start = span.start as usize + quotes;
        let span = Span::new(start..start + entry.key.len());
        Some(Repair::Edit(Edit { span, text: known.to_string() }))
    }

    fn wrong(&mut self, entry: &Entry, expected: &str) {
        self.report(entry.value.span, |place| problem::wrong_value(place, entry, expected));
    }
}

/// Keeps the first value given.
fn set<T>(value: Option<T>, slot: &mut Option<T>) {
    if slot.is_none() {
        *slot = value;
    }
}

/// Whether a text can be a language of BCP 47.
fn is_language(text: &str) -> bool {
    text.split(['-', '_']).all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// The known key that `key` most likely was meant to be. Short keys are left alone: `idea` is not `id`.
fn near_miss(key: &str) -> Option<&'static str> {
    if key.chars().count() < 4 || OTHERS.contains(&key) {
        return None;
    }
    let known = nearest(key, KNOWN.iter().copied())?;
    let distance = strsim::damerau_levenshtein(&key.to_lowercase(), known);
    (distance <= 1 || (distance == 2 && known.len() > 8)).then_some(known)
}

/// The only known key that differs from `key` in case, else in one letter.
fn slip_of(key: &str) -> Option<&'static str> {
    let lower = &key.to_lowercase();
    let at = |distance: usize| {
        let near = move |known: &&&str| strsim::damerau_levenshtein(lower, known) == distance;
        let mut found = KNOWN.iter().filter(near);
        found.next().filter(|_| found.next().is_none()).copied()
    };
    at(0).or_else(|| at(1))
}
