//! Lists, task lists and description lists.

use comrak::Node;
use comrak::nodes::{ListType, NodeList, NodeValue};

use super::attributes::Attributes;
use super::state::Term;
use super::writer::Writer;
use crate::note::Piece;

impl<'a> Writer<'a> {
    pub(super) fn list_block_start(&mut self, node: Node<'a>, value: &NodeValue) {
        match value {
            NodeValue::List(list) => {
                let mixed = self.has_masks(node) || self.has_numbers(node);
                self.mixed_lists.push(mixed);
                if !mixed {
                    let attributes = self.items_list(node);
                    self.list_start(list, &attributes);
                }
            }
            NodeValue::Item(item) => match self.masked_item(node) {
                Some(mark) => self.masked_item_start(node, mark),
                None => {
                    self.run_start(node, item);
                    let list = self.item_list(node);
                    self.listed_tag("<li", "", &list);
                }
            },
            NodeValue::TaskItem(task) => {
                if let Some(list) = list_of(node) {
                    self.run_start(node, &list);
                }
                self.task_start(node, task.symbol);
            }
            NodeValue::DescriptionList => self.out.html("<dl>\n"),
            NodeValue::DescriptionTerm => self.term_start(node),
            NodeValue::DescriptionDetails => {
                let list = self.item_list(node);
                self.listed_tag("<dd", "", &list);
            }
            _ => {}
        }
    }

    pub(super) fn list_block_end(&mut self, node: Node<'a>, value: &NodeValue) {
        match value {
            NodeValue::List(list) => {
                let mixed = self.mixed_lists.pop() == Some(true);
                self.out.html(if mixed { "" } else { list_end(list) });
            }
            NodeValue::Item(item) => match self.masked_item(node) {
                Some(mark) => self.masked_item_end(node, mark),
                None => {
                    self.out.html("</li>\n");
                    self.run_end(node, item);
                }
            },
            NodeValue::TaskItem(_) => {
                self.out.html("</li>\n");
                if let Some(list) = list_of(node) {
                    self.run_end(node, &list);
                }
            }
            NodeValue::DescriptionList => self.out.html("</dl>\n"),
            NodeValue::DescriptionTerm => self.out.html("</dt>\n"),
            NodeValue::DescriptionDetails => self.out.html("</dd>\n"),
            _ => {}
        }
    }

    /// A term can be linked to, as in Hugo and MkDocs.
    fn term_start(&mut self, term: Node<'a>) {
        let mut list = self.item_list(term);
        self.out.html("<dt id=\"");
        match list.id.take() {
            Some(id) => self.chosen_id(&id),
            None => {
                self.terms.push(Term { piece: self.out.mark(), text: self.id_text(term) });
                self.out.hole(Piece::Id("".into()));
            }
        }
        self.listed_tag("\"", "", &list);
    }

    /// Gives the terms their ids, behind the headings: those have the ids of GitHub whatever terms there are.
    pub(super) fn name_terms(&mut self, pieces: &mut [Piece]) {
        for term in std::mem::take(&mut self.terms) {
            let id: Box<str> = self.ids.give(&term.text).into();
            self.body.ids.push(id.clone());
            if let Some(piece) = pieces.get_mut(term.piece) {
                *piece = Piece::Id(id);
            }
        }
    }

    /// Begins a list at the first of the items that stand together in one.
    fn run_start(&mut self, item: Node<'a>, list: &NodeList) {
        if self.begins_list(item) {
            self.list_start(&self.numbered(item, list), &Attributes::default());
        }
    }

    fn run_end(&mut self, item: Node<'a>, list: &NodeList) {
        if self.ends_list(item) {
            self.out.html(list_end(&self.numbered(item, list)));
        }
    }

    /// The list around an item that may have a number by a property: each run of such begins with 1.
    fn numbered(&self, item: Node<'a>, list: &NodeList) -> NodeList {
        match self.has_number(item) {
            true => NodeList { list_type: ListType::Ordered, start: 1, ..*list },
            false => *list,
        }
    }

    fn list_start(&mut self, list: &NodeList, attributes: &Attributes) {
        let (tag, class) = match (list.list_type, list.start) {
            (ListType::Bullet, _) if list.is_task_list => ("<ul".to_string(), "tasks"),
            (ListType::Bullet, _) => ("<ul".to_string(), ""),
            (ListType::Ordered, 1) => ("<ol".to_string(), ""),
            (ListType::Ordered, start) => (format!("<ol start=\"{start}\""), ""),
        };
        self.listed_tag(&tag, class, attributes);
        self.out.html("\n");
    }

    /// `[ ]` is open, `[x]` is done; any other state is kept for the theme to show. The name of the box is
    /// for those who hear the page.
    fn task_start(&mut self, item: Node<'a>, symbol: Option<char>) {
        let list = self.item_list(item);
        self.out.html("<li");
        self.attribute_list("task", &list);
        let (name, checked) = match symbol {
            None => ("To do".to_string(), ""),
            Some('x' | 'X') => ("Done".to_string(), " checked"),
            Some(state) => {
                self.out.attribute("data-state", &state.to_string());
                (format!("State {state}"), "")
            }
        };
        self.out.html("><input type=\"checkbox\" disabled");
        self.out.html(checked);
        self.out.attribute("aria-label", &name);
        self.out.html("> ");
    }
}

fn list_of(item: Node<'_>) -> Option<NodeList> {
    match &item.parent()?.data().value {
        NodeValue::List(list) => Some(*list),
        _ => None,
    }
}

fn list_end(list: &NodeList) -> &'static str {
    match list.list_type {
        ListType::Bullet => "</ul>\n",
        ListType::Ordered => "</ol>\n",
    }
}
