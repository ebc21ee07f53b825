//! Sections: how far a heading reaches. A section ends before the next heading of its level or a higher one
//! in the same block, and where that block ends at the latest, so that its HTML is whole in itself.

use comrak::Node;

use super::state::OpenSection;
use super::writer::Writer;

impl<'a> Writer<'a> {
    /// Begins the section of the last heading, which is at `node`.
    pub(super) fn section_start(&mut self, node: Node<'a>, level: u8) {
        let (Some(heading), Some(parent)) = (self.last_heading(), node.parent()) else { return };
        let containers = self.containers.len();
        self.sections.push(OpenSection { heading, level, parent, containers });
    }

    /// Ends the sections that a heading of `level` at `node` ends.
    pub(super) fn end_sections_before(&mut self, node: Node<'a>, level: u8) {
        let Some(parent) = node.parent() else { return };
        self.end_sections(|open| open.level >= level && open.parent.same_node(parent));
    }

    /// Ends the sections inside a block that ends.
    pub(super) fn end_sections_of(&mut self, block: Node<'a>) {
        self.end_sections(|open| open.parent.same_node(block));
    }

    /// Ends the sections inside a container that ends, which leaves so many open.
    pub(super) fn end_sections_inside(&mut self, containers: usize) {
        self.end_sections(|open| open.containers > containers);
    }

    fn end_sections(&mut self, ends: impl Fn(&OpenSection<'a>) -> bool) {
        while self.sections.last().is_some_and(&ends) {
            let Some(open) = self.sections.pop() else { return };
            let end = self.out.mark() as u32;
            if let Some(heading) = self.body.headings.get_mut(open.heading.0 as usize) {
                heading.section.end = end;
            }
        }
    }
}
