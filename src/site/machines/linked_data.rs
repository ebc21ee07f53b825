//! What a page is, in the words of schema.org, for those that show it among others (JSON-LD 1.1).

use serde::Serialize;

use super::in_script;
use crate::note::Note;
use crate::site::nav::{self, Spot};
use crate::site::page::Page;
use crate::site::planned::Site;
use crate::site::view::PreviewImage;

/// The vocabulary that the words are taken from.
const CONTEXT: &str = "https://schema.org";

#[derive(Serialize)]
struct Document<'d> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: (Thing<'d>, Breadcrumbs<'d>),
}

/// A page, or the site it is a part of.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Thing<'d> {
    #[serde(rename = "@type")]
    sort: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'d str>,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    keywords: &'d [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<Box<Thing<'d>>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Breadcrumbs<'d> {
    #[serde(rename = "@type")]
    sort: &'static str,
    item_list_element: Vec<Crumb<'d>>,
}

#[derive(Serialize)]
struct Crumb<'d> {
    #[serde(rename = "@type")]
    sort: &'static str,
    position: usize,
    name: &'d str,
    item: String,
}

/// The JSON of a page, safe in a `<script>`; `None` where its full URL is not known, and for pages that are
/// nothing of their own.
pub(in crate::site) fn linked_data(
    site: &Site,
    page: &Page<'_>,
    image: Option<&PreviewImage>,
) -> Option<String> {
    let sort = match page.kind {
        "home" => "WebSite",
        "note" => "TechArticle",
        "folder" | "tag" | "tags" | "index" => "CollectionPage",
        _ => return None,
    };
    let thing = thing(site, page, sort, image)?;
    let document = match breadcrumbs(site, page) {
        Some(breadcrumbs) => in_script(&Document { context: CONTEXT, graph: (thing, breadcrumbs) }),
        None => in_script(&Alone { context: CONTEXT, thing }),
    };
    Some(document)
}

fn thing<'d>(
    site: &'d Site,
    page: &Page<'d>,
    sort: &'static str,
    image: Option<&'d PreviewImage>,
) -> Option<Thing<'d>> {
    let note = note(site, page.spot);
    let is_article = sort == "TechArticle";
    let language = note.and_then(|note| note.front.language.as_deref());
    Some(Thing {
        sort,
        headline: is_article.then_some(page.title),
        name: (!is_article).then_some(if page.kind == "home" { &site.title } else { page.title }),
        url: site.absolute(page.file)?,
        description: page.description,
        in_language: Some(language.unwrap_or(&site.language)),
        date_published: note.and_then(|note| note.front.date).map(|date| date.to_string()),
        date_modified: note.and_then(|note| site.updated(note)).map(|date| date.to_string()),
        keywords: note.map_or(&[], |note| &note.front.tags),
        image: image.map(|image| &*image.url),
        is_part_of: (page.kind != "home").then(|| website(site)).flatten().map(Box::new),
    })
}

/// The note that a page shows.
fn note(site: &Site, spot: Spot) -> Option<&Note> {
    let id = match spot {
        Spot::Note(id) => Some(id),
        Spot::Folder(id) => site.vault[id].note,
        Spot::None => None,
    };
    id.map(|id| &*site.vault[id].note)
}

fn website(site: &Site) -> Option<Thing<'_>> {
    let url = site.absolute(&site.home())?;
    Some(Thing { sort: "WebSite", name: Some(&site.title), url, ..Thing::default() })
}

/// The way from the home page down to the page, which is the last of it; none for the home page itself.
fn breadcrumbs<'d>(site: &'d Site, page: &Page<'d>) -> Option<Breadcrumbs<'d>> {
    let above = nav::above(site, page.spot);
    let own = (page.title, page.file.clone());
    let items: Vec<Crumb<'_>> = (1..)
        .zip(above.into_iter().chain([own]))
        .filter_map(|(position, (name, file))| {
            Some(Crumb { sort: "ListItem", position, name, item: site.absolute(&file)? })
        })
        .collect();
    (page.kind != "home").then_some(Breadcrumbs { sort: "BreadcrumbList", item_list_element: items })
}

/// A document about one thing.
#[derive(Serialize)]
struct Alone<'d> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(flatten)]
    thing: Thing<'d>,
}
