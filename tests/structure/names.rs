//! What a source file names: the paths it uses, and the methods it calls.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{ExprMethodCall, ItemMod, ItemUse, Macro, Path, UseTree, Visibility};

/// What a path begins with that is followed here. Other paths begin with a name that a `use` has brought.
const STARTS: &[&str] = &["crate", "super", "self", "std"];

/// A path a file names, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Used {
    /// `super::a::B`
    pub(crate) segments: Vec<String>,
    /// The name it is known by afterwards; empty outside of `use`.
    pub(crate) name: String,
    /// Whether it is re-exported.
    pub(crate) public: bool,
    /// How many modules inside the file it stands in.
    inside: usize,
}

impl Used {
    /// The path from `crate` or from the name of another crate, seen from the file of a module.
    pub(crate) fn absolute(&self, module: &[String]) -> Vec<String> {
        let first = self.segments[0].as_str();
        // A re-export that begins with the name of a module is meant from here.
        let from_here = self.public && first.starts_with(char::is_lowercase) && !STARTS.contains(&first);
        if !from_here && !matches!(first, "super" | "self") {
            return self.segments.clone();
        }
        let steps = self.segments.iter().take_while(|segment| matches!(segment.as_str(), "super" | "self"));
        let ups = self.segments.iter().filter(|segment| *segment == "super").count();
        let above = module.len() - ups.saturating_sub(self.inside).min(module.len());
        [&["crate".to_string()][..], &module[..above], &self.segments[steps.count()..]].concat()
    }
}

/// What a file names.
#[derive(Default)]
pub(crate) struct Names {
    /// Every `use`, and every other path that begins at the crate, a module above or the standard library.
    pub(crate) paths: Vec<Used>,
    /// The methods that are called.
    pub(crate) methods: BTreeSet<String>,
    inside: usize,
}

/// The names of a text.
pub(crate) fn used(text: &str) -> Names {
    let mut names = Names::default();
    names.visit_file(&syn::parse_file(text).unwrap());
    names
}

impl Visit<'_> for Names {
    fn visit_item_mod(&mut self, module: &ItemMod) {
        self.inside += 1;
        visit::visit_item_mod(self, module);
        self.inside -= 1;
    }

    fn visit_item_use(&mut self, item: &ItemUse) {
        self.tree(&item.tree, &[], !matches!(item.vis, Visibility::Inherited));
    }

    fn visit_path(&mut self, path: &Path) {
        self.path(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &ExprMethodCall) {
        self.methods.insert(call.method.to_string());
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, call: &Macro) {
        self.words(&words(call.tokens.clone()));
        visit::visit_macro(self, call);
    }
}

impl Names {
    /// `a::{b, c as d, self}`
    fn tree(&mut self, tree: &UseTree, above: &[String], public: bool) {
        let below = |name: &syn::Ident| match name.to_string().as_str() {
            "self" if !above.is_empty() => above.to_vec(),
            name => [above, &[name.to_string()]].concat(),
        };
        let (segments, name) = match tree {
            UseTree::Path(path) => return self.tree(&path.tree, &below(&path.ident), public),
            UseTree::Group(group) => {
                return group.items.iter().for_each(|tree| self.tree(tree, above, public));
            }
            UseTree::Glob(_) => ([above, &["*".to_string()]].concat(), None),
            UseTree::Name(name) => (below(&name.ident), None),
            UseTree::Rename(name) => (below(&name.ident), Some(name.rename.to_string())),
        };
        let name = name.or_else(|| segments.last().cloned()).unwrap_or_default();
        self.paths.push(Used { segments, name, public, inside: self.inside });
    }

    fn path(&mut self, segments: Vec<String>) {
        if segments.len() > 1 && STARTS.contains(&segments[0].as_str()) {
            self.paths.push(Used { segments, name: String::new(), public: false, inside: self.inside });
        }
    }

    /// What the arguments of a macro name; they need not be Rust.
    fn words(&mut self, words: &[String]) {
        for (at, word) in words.iter().enumerate() {
            let before = at.checked_sub(1).map_or("", |before| &words[before]);
            if before != ":" {
                let more =
                    words[at + 1..].chunks(3).take_while(|next| next.len() == 3 && next[..2] == [":", ":"]);
                self.path([word].into_iter().chain(more.map(|next| &next[2])).cloned().collect());
            }
            if before == "." && words.get(at + 1).is_some_and(|next| next == "(") {
                self.methods.insert(word.clone());
            }
        }
    }
}

/// The tokens one by one, brackets opened.
fn words(tokens: TokenStream) -> Vec<String> {
    let words = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => {
            let open = if group.delimiter() == Delimiter::Parenthesis { "(" } else { "{" };
            [vec![open.to_string()], words(group.stream()), vec!["}".to_string()]].concat()
        }
        token => vec![token.to_string()],
    });
    words.flatten().collect()
}
