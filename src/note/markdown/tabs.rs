//! Tabs that need no script: of each set one radio button is chosen, and the style shows what belongs to it.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::block_ids::is_item;
use super::callout_kinds::callout_kind;
use super::callouts::Fold;
use super::container_lines::Mark;
use super::jsx::{labels, literal};
use super::state::OpenTabs;
use super::tags;
use super::writer::Writer;
use crate::note::Piece;
use crate::text::name;

impl<'a> Writer<'a> {
    pub(super) fn tabs_start(&mut self) {
        self.tabs.made += 1;
        let set = self.tabs.made;
        self.tabs.open.push(OpenTabs { set, count: 0, chosen: 1, labels: Vec::new() });
        self.out.html("<div class=\"tabs\">\n");
    }

    /// `<Tabs defaultValue="a" values={[…]}>`, which begins on this line. Which tab is chosen may be said there or
    /// by the tab itself.
    pub(super) fn element_tabs_start(&mut self, tag: &'a str, line: usize) {
        self.tabs_start();
        let default = literal(tag, "defaultValue");
        let is_chosen = |item: &&str| match &default {
            Some(default) => literal(item, "value").as_ref() == Some(default),
            None => tags::attribute_names(item).iter().any(|name| name == "default"),
        };
        let chosen = self.masked.tabs.get(&line).and_then(|tabs| tabs.iter().position(is_chosen));
        if let Some(open) = self.tabs.open.last_mut() {
            open.chosen = chosen.map_or(1, |index| index as u32 + 1);
            open.labels = labels(tag);
        }
    }

    /// `<TabItem value="a" label="Label">`: the label may be said by the tabs.
    pub(super) fn element_tab_start(&mut self, tag: &str) {
        let value = literal(tag, "value").unwrap_or_default();
        let labels = self.tabs.open.last().map_or(&[][..], |open| &open.labels);
        let said = labels.iter().find(|(of, _)| *of == value).map(|(_, label)| label.to_string());
        let own = || ["label", "value", "title"].iter().find_map(|name| literal(tag, name));
        self.tab_start(None, said.or_else(own).as_deref().unwrap_or("Tab"));
    }

    /// Begins a tab of the innermost set; the label may have markup where it stands on a line of its own.
    pub(super) fn tab_start(&mut self, line: Option<usize>, label: &str) {
        let Some(OpenTabs { set, count, chosen, .. }) = self.tabs.open.last_mut() else { return };
        *count += 1;
        let (name, id, checked) = (format!("tabs:{set}"), format!("tab:{set}:{count}"), count == chosen);
        self.out.html("<input type=\"radio\" name=\"");
        self.out.hole(Piece::Id(name.into()));
        self.out.html("\" id=\"");
        self.out.hole(Piece::Id(id.as_str().into()));
        self.out.html(if checked { "\" checked><label for=\"" } else { "\"><label for=\"" });
        self.out.hole(Piece::Id(id.into()));
        self.out.html("\">");
        match line {
            Some(line) => self.title_of_line(line, label),
            None => self.out.text(label),
        }
        self.out.html("</label>\n<div class=\"tab\">\n");
    }

    /// Whether a heading is a part of the mask of an item: its line holds no other.
    pub(super) fn is_mask(&self, node: Node<'a>) -> bool {
        let data = node.data();
        matches!(data.value, NodeValue::Heading(_)) && self.masked.item(data.sourcepos.start.line).is_some()
    }

    /// What a list item stands for, where it is an admonition or a tab.
    pub(super) fn masked_item(&self, item: Node<'a>) -> Option<&'a Mark<'a>> {
        self.masked.item_of(item)
    }

    pub(super) fn masked_item_start(&mut self, item: Node<'a>, mark: &Mark<'_>) {
        let line = item.data().sourcepos.start.line;
        match mark {
            Mark::Tab(label) => {
                if !self.is_tab(item.previous_sibling()) {
                    self.tabs_start();
                    self.choose(item);
                }
                self.tab_start(Some(line), label);
            }
            Mark::Admonition { name, title, fold, .. } => self.admonition_start(name, *title, *fold, line),
            _ => {}
        }
    }

    fn admonition_start(&mut self, name: &str, title: Option<&str>, fold: Option<bool>, line: usize) {
        let fold = match fold {
            None => Fold::None,
            Some(true) => Fold::Open,
            Some(false) => Fold::Closed,
        };
        let name = name.to_lowercase();
        let title = title.map_or_else(|| name::as_title(&name), str::to_string);
        self.callout_open(callout_kind(&name), fold, line, &title);
    }

    pub(super) fn masked_item_end(&mut self, item: Node<'a>, mark: &Mark<'_>) {
        match mark {
            Mark::Tab(_) => {
                self.out.html("</div>\n");
                if !self.is_tab(item.next_sibling()) {
                    self.tabs.open.pop();
                    self.out.html("</div>\n");
                }
            }
            Mark::Admonition { fold: None, .. } => self.out.html("</aside>\n"),
            _ => self.out.html("</details>\n"),
        }
    }

    /// Chooses the tab of a set that is written as `===+`, where there is one.
    fn choose(&mut self, first: Node<'a>) {
        let mut set = first.following_siblings().take_while(|item| self.is_tab(Some(*item)));
        let chosen = set.position(|item| self.is_chosen(item)).map(|index| index as u32 + 1);
        if let (Some(tabs), Some(chosen)) = (self.tabs.open.last_mut(), chosen) {
            tabs.chosen = chosen;
        }
    }

    fn is_chosen(&self, item: Node<'a>) -> bool {
        let line = self.masked.lines.get(&item.data().sourcepos.start.line);
        let written = line.and_then(|line| self.text.get(line.range.clone())).unwrap_or("");
        written.trim_start_matches(['=', '!']).starts_with('+')
    }

    fn is_tab(&self, item: Option<Node<'a>>) -> bool {
        item.is_some_and(|item| matches!(self.masked_item(item), Some(Mark::Tab(_))))
    }

    /// Whether a list has masks among its items: then its tags stand around the others alone.
    pub(super) fn has_masks(&self, list: Node<'a>) -> bool {
        !self.masked.lines.is_empty() && list.children().any(|item| self.masked_item(item).is_some())
    }

    /// Whether an item is the first of those that stand together, in a list of which not all do: between two
    /// masks, or of items that all have numbers or have none.
    pub(super) fn begins_list(&self, item: Node<'a>) -> bool {
        self.mixed_lists.last() == Some(&true) && self.is_edge(item, item.previous_sibling())
    }

    /// Whether an item is the last of those.
    pub(super) fn ends_list(&self, item: Node<'a>) -> bool {
        self.mixed_lists.last() == Some(&true) && self.is_edge(item, item.next_sibling())
    }

    fn is_edge(&self, item: Node<'a>, neighbour: Option<Node<'a>>) -> bool {
        neighbour.is_none_or(|other| {
            !is_item(other)
                || self.masked_item(other).is_some()
                || self.has_number(other) != self.has_number(item)
        })
    }
}
