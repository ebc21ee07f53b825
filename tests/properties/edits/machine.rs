//! The author: makes one edit after another, each fit for what the vault is at the time.

use std::collections::BTreeMap;

use rutter::note::Tool;

use super::edit::Edit;
use super::page::{KINDS, NAMES, Page};
use super::random::Random;

/// Fewest notes there are at any time in a large vault.
pub(super) const FEWEST: usize = 200;

const TEMPLATES: &[(&str, &str)] = &[
    ("plain.html", "{% extends \"note.html\" %}{% block title %}{{ page.title }}{% endblock %}"),
    ("plain.html", "<!doctype html><title>{{ page.title }}</title>{{ article.body | safe }}"),
    ("crumbs.html", "{% for crumb in page.crumbs %}{{ crumb.label }} / {% endfor %}"),
    ("backlinks.html", "<ul>{% for card in article.backlinks %}<li>{{ card.label }}{% endfor %}</ul>"),
    ("meta.html", "{% if article.updated %}at{% endif %}"),
    ("note.html", "{% extends \"gone.html\" %}"),
    ("tag.html", "{% if %}"),
];

/// Somebody who edits a vault.
pub(super) struct Machine {
    random: Random,
    /// Fewest notes there are at any time.
    fewest: usize,
    /// Most notes: above it notes are deleted as often as written.
    most: usize,
    /// The notes as they are now.
    pages: BTreeMap<String, Page>,
    /// A template that does not compile: the next edit takes it away.
    wrong: Option<&'static str>,
}

impl Machine {
    /// The author of a large vault.
    pub(super) fn new(seed: u64) -> Self {
        Machine::with(Random::new(seed, usize::MAX), FEWEST, FEWEST + 60)
    }

    /// The author of a vault of few notes with fewer names: nearly every edit changes what a name means.
    pub(super) fn of_few(seed: u64) -> Self {
        Machine::with(Random::new(seed, 3), 5, 12)
    }

    fn with(random: Random, fewest: usize, most: usize) -> Self {
        Machine { random, fewest, most, pages: BTreeMap::new(), wrong: None }
    }

    /// The edits that make the vault from nothing.
    pub(super) fn start(&mut self) -> Vec<Edit> {
        let notes = (0..self.most).map(|_| self.new_note());
        let mut edits: Vec<Edit> = notes.collect();
        edits.extend((0..6).map(|n| Edit::Image(format!("f{n}/image-{n}.png"), Some((3, 2)))));
        while self.pages.len() < self.fewest {
            edits.push(self.new_note());
        }
        edits
    }

    /// The next edit.
    pub(super) fn edit(&mut self) -> Edit {
        if let Some(name) = self.wrong.take() {
            return Edit::Template(name, None);
        }
        match self.random.below(48) {
            0..=11 => self.write(Page::edit_body),
            12..=15 => self.write(Page::edit_title),
            16..=21 => self.write(Page::edit_front),
            22..=24 => self.new_or_deleted(),
            25..=27 => self.rename(),
            28 | 29 => self.move_folder(),
            30 => self.delete_folder(),
            31 | 32 => self.file(),
            33 | 34 => self.template(),
            35 | 36 => Edit::Configure(configuration(&mut self.random)),
            37 => self.declaration(),
            38 => Edit::Day(self.some_note(), self.random.below(28) as u8),
            39 => self.summary(),
            40 => self.listing(),
            41 => self.write(Page::repeat_title),
            42 => Edit::Read(self.tool()),
            43..=46 => self.write(Page::edit_front),
            _ => self.surroundings(),
        }
    }

    fn write(&mut self, edit: impl FnOnce(&mut Page, &mut Random)) -> Edit {
        let path = self.some_note();
        let page = self.pages.entry(path.clone()).or_default();
        edit(page, &mut self.random);
        Edit::Write(path, page.text())
    }

    fn some_note(&mut self) -> String {
        let at = self.random.below(self.pages.len());
        self.pages.keys().nth(at).cloned().unwrap_or_else(|| "note-0.md".into())
    }

    fn new_path(&mut self) -> String {
        let n = self.random.number(NAMES);
        let folder = self.folder();
        match self.random.below(12) {
            0 => format!("{folder}index.md"),
            1 => format!("{folder}README.md"),
            2 => format!("{folder}Note {n}.md"),
            3 => format!("{folder}NOTE-{n}.md"),
            4 => format!("{folder}note-{n}.mdx"),
            5 => format!("note-{n}.md"),
            _ => format!("{folder}note-{n}.md"),
        }
    }

    fn folder(&mut self) -> String {
        let n = self.random.number(9);
        match self.random.below(4) {
            0 => String::new(),
            1 => format!("f{n}/f{}/", self.random.below(3)),
            _ => format!("f{n}/"),
        }
    }

    fn new_note(&mut self) -> Edit {
        let (path, page) = (self.new_path(), Page::new(&mut self.random));
        let text = page.text();
        self.pages.insert(path.clone(), page);
        Edit::Write(path, text)
    }

    fn new_or_deleted(&mut self) -> Edit {
        let surplus = self.pages.len().saturating_sub(self.fewest);
        match surplus > 0 && (self.pages.len() > self.most || self.random.once_in(2)) {
            true => self.delete(),
            false => self.new_note(),
        }
    }

    fn delete(&mut self) -> Edit {
        let path = self.some_note();
        self.pages.remove(&path);
        Edit::Remove(path)
    }

    /// The new path may be that of another note, which is lost then.
    fn rename(&mut self) -> Edit {
        let (from, mut to) = (self.some_note(), self.new_path());
        if self.pages.len() <= self.fewest && self.pages.contains_key(&to) {
            to = from.clone();
        }
        self.renamed(&from, &to);
        Edit::Move(from, to)
    }

    fn renamed(&mut self, from: &str, to: &str) {
        let moved: Vec<(String, Page)> = self.pages.extract_if(.., |path, _| is_below(path, from)).collect();
        self.pages.extend(moved.into_iter().map(|(path, page)| (path.replacen(from, to, 1), page)));
    }

    fn move_folder(&mut self) -> Edit {
        let from = format!("f{}", self.random.number(9));
        let free: Vec<String> = (0..9)
            .flat_map(|n| [format!("f{n}"), format!("f{n}/f0"), format!("f{n}/f2"), format!("F{n}")])
            .filter(|to| !to.starts_with(&from))
            .filter(|to| !self.pages.keys().any(|path| is_below(path, to)))
            .collect();
        match free.get(self.random.below(free.len())) {
            Some(to) => {
                self.renamed(&from, to);
                Edit::Move(from, to.clone())
            }
            None => self.rename(),
        }
    }

    fn delete_folder(&mut self) -> Edit {
        let folder = self.folder();
        let folder = folder.trim_end_matches('/');
        let lost = self.pages.keys().filter(|path| is_below(path, folder)).count();
        if folder.is_empty() || self.pages.len() < self.fewest + lost {
            return self.new_note();
        }
        self.pages.retain(|path, _| !is_below(path, folder));
        Edit::Remove(folder.to_string())
    }

    fn file(&mut self) -> Edit {
        let n = self.random.number(9);
        let pixels = Some((self.random.below(50) as u32, 2)).filter(|_| !self.random.once_in(3));
        let folder = self.folder();
        match self.random.below(4) {
            0 => Edit::Static(format!("image-{n}.png"), self.random.once_in(2)),
            _ => Edit::Image(format!("{folder}image-{n}.png"), pixels),
        }
    }

    /// The table of contents of a book, which is none of the notes that are counted.
    fn summary(&mut self) -> Edit {
        let mut chapter = || match self.random.once_in(4) {
            true => "- [Not written]()\n".to_string(),
            false => format!("- [Title {}]({})\n", self.random.number(60), self.some_note()),
        };
        let text: String = (0..3).map(|_| chapter()).collect();
        match self.random.once_in(3) {
            true => Edit::Remove("SUMMARY.md".into()),
            false => Edit::Write("SUMMARY.md".into(), format!("# Summary\n\n{text}")),
        }
    }

    /// A file of manifests that notes show.
    fn listing(&mut self) -> Edit {
        let mut manifest = || format!("kind: {}\nmetadata: {{name: pod}}\n", self.random.of(KINDS));
        let text = format!("{}---\n{}", manifest(), manifest());
        let path = format!("{}list-{}.yaml", self.folder(), self.random.number(9));
        Edit::Listing(path, Some(text).filter(|_| !self.random.once_in(3)))
    }

    fn tool(&mut self) -> Tool {
        let tools = [Tool::Obsidian, Tool::Dendron, Tool::Logseq];
        tools.get(self.random.below(6)).copied().unwrap_or_default()
    }

    fn template(&mut self) -> Edit {
        let (name, text) = TEMPLATES[self.random.below(TEMPLATES.len())];
        let stays = !self.random.once_in(3);
        self.wrong = Some(name).filter(|name| stays && ["note.html", "tag.html"].contains(name));
        Edit::Template(name, stays.then(|| text.replace("at", &self.random.below(9).to_string())))
    }

    fn declaration(&mut self) -> Edit {
        let (n, m) = (self.random.number(9), self.random.number(NAMES));
        let (file, text) = match self.random.below(4) {
            0 => {
                ("mkdocs.yml", format!("nav:\n  - Start: note-{m}.md\n  - Part: [f{n}/note-{m}.md, f{n}]\n"))
            }
            1 => ("f1/.pages", format!("nav: [note-{m}.md, ...]\ntitle: Part {n}\n")),
            2 => ("f2/_category_.json", format!("{{\"label\": \"Part {n}\", \"position\": {n}}}")),
            _ => ("f2/_category_.json", "{".to_string()),
        };
        Edit::Declare(file, Some(text).filter(|_| !self.random.once_in(2)))
    }

    fn surroundings(&mut self) -> Edit {
        let mut on = || self.random.once_in(2);
        match (on(), on()) {
            (true, _) => Edit::Speak([on(), on(), on(), on()]),
            (false, true) => Edit::Drafts(on()),
            (false, false) => Edit::Style(on().then(|| self.random.below(9) as u8)),
        }
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A `rutter.toml`.
fn configuration(random: &mut Random) -> String {
    let (n, m) = (random.number(9), random.number(NAMES));
    let lines = [
        format!("title = \"Site {n}\"\n"),
        "base_url = \"https://docs.example.com/x/\"\n".to_string(),
        "url_style = \"file\"\n".to_string(),
        format!("language = \"{}\"\n", random.of(&["de", "ar", "en"])),
        "edit_url = \"https://git.example.com/edit/{path}\"\n".to_string(),
        format!("nav = [\"f{n}\", {{ path = \"note-{m}\", label = \"First\" }}, \"gone\"]\n"),
        format!("titel = {n}\n"),
        "search = false\n".to_string(),
        "markdown = true\n".to_string(),
        format!(
            "[lints]\nmissing-note = \"{}\"\nambiguous-link = \"allow\"\n[lints.\"f{n}/\"]\nbroken-link = \"warn\"\n",
            random.of(&["allow", "warn", "error"])
        ),
    ];
    lines.into_iter().filter(|_| random.once_in(2)).collect()
}
