//! The elements whose tags stand on lines of their own: which of them hold Markdown, where each ends, and the tabs
//! of each set.

use std::collections::BTreeMap;

use super::container_lines::{DEEPEST, Mark, opening_tag, whole_element};
use super::element_names::{BOXES, TAB_ITEMS, TABS, is_block};
use super::tags::{self, MARKDOWN, element_name};

/// The elements that are open, line by line.
#[derive(Debug)]
pub(super) struct OpenElements<'t> {
    mdx: bool,
    /// Only the closing tags of containers are containers, those of plain elements of the same name in them are not.
    open: Vec<Open<'t>>,
    tabs: BTreeMap<usize, Vec<&'t str>>,
}

#[derive(Debug)]
struct Open<'t> {
    name: &'t str,
    is_container: bool,
    line: usize,
}

impl<'t> OpenElements<'t> {
    /// Those before the first line; in MDX every element holds Markdown.
    pub(super) fn new(mdx: bool) -> Self {
        OpenElements { mdx, open: Vec::new(), tabs: BTreeMap::new() }
    }

    /// What a line does that begins with a tag.
    pub(super) fn line(&mut self, number: usize, content: &'t str) -> Option<Mark<'t>> {
        if let Some(name) = content.strip_prefix("</").and_then(|rest| rest.strip_suffix('>')) {
            return self.close(name.trim());
        }
        let whole = whole_element(content).filter(|mark| self.is_markdown(mark));
        let mark = whole.or_else(|| self.open(number, content))?;
        self.tab(&mark);
        Some(mark)
    }

    /// Goes on behind a tag over several lines that begins on this one.
    pub(super) fn pass(&mut self, number: usize, mark: &Mark<'t>) {
        if let Mark::OpenElement(tag) = mark {
            self.open.push(Open { name: element_name(tag), is_container: true, line: number });
            self.tab(mark);
        }
    }

    /// The tags of the tabs of each set, by the line that begins the set.
    pub(super) fn into_tabs(self) -> BTreeMap<usize, Vec<&'t str>> {
        self.tabs
    }

    fn open(&mut self, number: usize, tag: &'t str) -> Option<Mark<'t>> {
        let name = opening_tag(tag)?;
        if self.open.len() >= DEEPEST {
            return None;
        }
        let component = name.starts_with(|c: char| c.is_ascii_uppercase());
        let is_container = self.mdx || component || tag.contains("className=") || says_markdown(tag);
        if is_container || self.open.iter().any(|open| open.name == name) {
            self.open.push(Open { name, is_container, line: number });
        }
        is_container.then_some(Mark::OpenElement(tag))
    }

    fn close(&mut self, name: &'t str) -> Option<Mark<'t>> {
        let at = self.open.iter().rposition(|open| open.name == name)?;
        let is_container = self.open.get(at).is_some_and(|open| open.is_container);
        self.open.truncate(at);
        is_container.then_some(Mark::CloseElement(name))
    }

    /// Notes a tab with the innermost set.
    fn tab(&mut self, mark: &Mark<'t>) {
        if let Mark::OpenElement(tag) | Mark::WholeElement { tag, .. } = mark
            && TAB_ITEMS.contains(&element_name(tag))
            && let Some(set) = self.open.iter().rfind(|open| open.name == TABS)
        {
            self.tabs.entry(set.line).or_default().push(tag);
        }
    }

    /// Whether the text of an element on one line is Markdown, where CommonMark says that it is HTML.
    fn is_markdown(&self, element: &Mark<'_>) -> bool {
        let Mark::WholeElement { tag, .. } = element else { return false };
        let name = element_name(tag);
        let is_tab = TAB_ITEMS.contains(&name) && self.open.iter().any(|open| open.name == TABS);
        let is_mdx = self.mdx && (BOXES.contains(&name) || is_block(name));
        is_tab || is_mdx || (is_block(name) && says_markdown(tag))
    }
}

/// Whether a tag has the attribute that says that its element holds Markdown.
fn says_markdown(tag: &str) -> bool {
    tag.contains(" markdown") && tags::attribute_names(tag).iter().any(|name| name == MARKDOWN)
}
