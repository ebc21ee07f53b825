//! The 78 cases of github-slugger as facts: headings and their ids.

use super::files;

/// Headings of one page, in order: an id knows those before it.
const HEADINGS: [(&str, &str); 43] = [
    ("alpha", "alpha"),
    ("alpha", "alpha-1"),
    ("bravoCharlieDelta", "bravocharliedelta"),
    ("__proto__", "__proto__"),
    ("__proto__", "__proto__-1"),
    ("hasOwnProperty", "hasownproperty"),
    ("echo", "echo"),
    ("echo", "echo-1"),
    ("echo 1", "echo-1-1"),
    ("echo-1", "echo-1-2"),
    ("echo", "echo-2"),
    ("foxtrot-1", "foxtrot-1"),
    ("foxtrot", "foxtrot"),
    ("foxtrot", "foxtrot-2"),
    ("heading with a - dash", "heading-with-a---dash"),
    ("heading with an _ underscore", "heading-with-an-_-underscore"),
    ("heading with a period.txt", "heading-with-a-periodtxt"),
    (
        "exchange.bind_headers(exchange, routing [, bindCallback])",
        "exchangebind_headersexchange-routing--bindcallback",
    ),
    (" ", "-"),
    (" a", "-a"),
    ("a ", "a-"),
    (" a ", "-a-"),
    ("-a-", "-a--1"),
    ("apostrophe’s should be trimmed", "apostrophes-should-be-trimmed"),
    ("golf", "golf"),
    ("golf", "golf-1"),
    ("golf", "golf-2"),
    ("I ♥ unicode", "i--unicode"),
    ("dash-dash", "dash-dash"),
    ("en–dash", "endash"),
    ("em–dash", "emdash"),
    ("😄 unicode emoji", "-unicode-emoji"),
    ("😄-😄 unicode emoji", "--unicode-emoji"),
    ("😄_😄 unicode emoji", "_-unicode-emoji"),
    ("😄 - an emoji", "---an-emoji"),
    (":smile: - a gemoji", "smile---a-gemoji"),
    ("Привет", "привет"),
    ("Профили пользователей", "профили-пользователей"),
    ("Привет non-latin 你好", "привет-non-latin-你好"),
    (":ok: No underscore", "ok-no-underscore"),
    (":ok_hand: Single", "ok_hand-single"),
    (
        ":ok_hand::hatched_chick: Two in a row with no spaces",
        "ok_handhatched_chick-two-in-a-row-with-no-spaces",
    ),
    (":ok_hand: :hatched_chick: Two in a row", "ok_hand-hatched_chick-two-in-a-row"),
];

/// Some characters of each category of Unicode, and what is left of them in an id. The cases try hundreds of
/// each; the rule they come from is the same.
const CATEGORIES: [(&str, &str, &str); 35] = [
    ("Cased Letter", "aA \u{54d} \u{2c66} \u{1d40b} \u{1e943}b", "aa-\u{57d}-\u{2c66}-\u{1d40b}-\u{1e943}b"),
    ("Close Punctuation", "a) \u{2775} \u{29d9} \u{fd3e} \u{ff63}b", "a----b"),
    (
        "Connector Punctuation",
        "a_ \u{2040} \u{fe33} \u{fe4e} \u{ff3f}b",
        "a_-\u{2040}-\u{fe33}-\u{fe4e}-\u{ff3f}b",
    ),
    ("Currency Symbol", "a$ \u{17db} \u{20ae} \u{20be} \u{1ecb0}b", "a----b"),
    ("Dash Punctuation", "a\u{58a} \u{2012} \u{2e1a} \u{3030} \u{ff0d}b", "a----b"),
    (
        "Decimal Number",
        "a0 \u{ed7} \u{a905} \u{116c2} \u{1e959}b",
        "a0-\u{ed7}-\u{a905}-\u{116c2}-\u{1e959}b",
    ),
    (
        "Enclosing Mark",
        "a\u{488} \u{20dd} \u{20e0} \u{20e4} \u{a672}b",
        "a\u{488}-\u{20dd}-\u{20e0}-\u{20e4}-\u{a672}b",
    ),
    ("Final Punctuation", "a\u{bb} \u{201d} \u{2e03} \u{2e0d} \u{2e21}b", "a----b"),
    ("Format", "a\u{ad} \u{fffb} \u{e002f} \u{e0057} \u{e007f}b", "a----b"),
    ("Initial Punctuation", "a\u{ab} \u{201c} \u{2e02} \u{2e09} \u{2e20}b", "a----b"),
    ("Letter", "aA \u{96e4} \u{1b17c} \u{27308} \u{2fa1d}b", "aa-\u{96e4}-\u{1b17c}-\u{27308}-\u{2fa1d}b"),
    (
        "Letter Number",
        "a\u{16ee} \u{a6ea} \u{10341} \u{12433} \u{1246e}b",
        "a\u{16ee}-\u{a6ea}-\u{10341}-\u{12433}-\u{1246e}b",
    ),
    ("Line Separator", "a\u{2028}b", "ab"),
    (
        "Lowercase Letter",
        "aa \u{567} \u{2cab} \u{16e74} \u{1e943}b",
        "aa-\u{567}-\u{2cab}-\u{16e74}-\u{1e943}b",
    ),
    (
        "Mark",
        "a\u{300} \u{e47} \u{a824} \u{11d34} \u{e01ef}b",
        "a\u{300}-\u{e47}-\u{a824}-\u{11d34}-\u{e01ef}b",
    ),
    ("Math Symbol", "a+ \u{22b5} \u{2941} \u{2a4a} \u{1eef1}b", "a----b"),
    (
        "Modifier Letter",
        "a\u{2b0} \u{1d2e} \u{1d9e} \u{a015} \u{1e94b}b",
        "a\u{2b0}-\u{1d2e}-\u{1d9e}-\u{a015}-\u{1e94b}b",
    ),
    ("Modifier Symbol", "a^ \u{2eb} \u{1fde} \u{a715} \u{1f3ff}b", "a----b"),
    (
        "Nonspacing Mark",
        "a\u{300} \u{dd6} \u{a826} \u{1bc9d} \u{e01ef}b",
        "a\u{300}-\u{dd6}-\u{a826}-\u{1bc9d}-\u{e01ef}b",
    ),
    ("Number", "a0 \u{217b} \u{104a0} \u{11fd0} \u{1f10c}b", "a0-\u{217b}-\u{104a0}--b"),
    ("Open Punctuation", "a( \u{2770} \u{2997} \u{fd3f} \u{ff62}b", "a----b"),
    (
        "Other Letter",
        "a\u{aa} \u{9bf1} \u{20098} \u{27729} \u{2fa1d}b",
        "a\u{aa}-\u{9bf1}-\u{20098}-\u{27729}-\u{2fa1d}b",
    ),
    ("Other Number", "a\u{b2} \u{278b} \u{109db} \u{16b5c} \u{1f10c}b", "a----b"),
    ("Other Punctuation", "a! \u{1804} \u{2e45} \u{10b9b} \u{1e95f}b", "a----b"),
    ("Other Symbol", "a\u{a6} \u{2b45} \u{1d103} \u{1f3b7} \u{1fa95}b", "a----b"),
    ("Paragraph Separator", "a\u{2029}b", "ab"),
    ("Private Use", "a\u{e000} \u{f6d3f} \u{ff37e} \u{1079bf} \u{10fffd}b", "a----b"),
    ("Punctuation", "a! \u{1bfd} \u{2e27} \u{ff1b} \u{1e95f}b", "a----b"),
    ("Separator", "a\u{a0} \u{2002} \u{2006} \u{2028} \u{3000}b", "a----b"),
    ("Space Separator", "a\u{a0} \u{2002} \u{2006} \u{2009} \u{3000}b", "a----b"),
    (
        "Spacing Mark",
        "a\u{903} \u{103b} \u{a8b5} \u{115be} \u{1d172}b",
        "a\u{903}-\u{103b}-\u{a8b5}-\u{115be}-\u{1d172}b",
    ),
    ("Symbol", "a$ \u{283f} \u{4de4} \u{1f1a9} \u{1fa95}b", "a----b"),
    (
        "Titlecase Letter",
        "a\u{1c5} \u{1f8c} \u{1f9b} \u{1faa} \u{1ffc}b",
        "a\u{1c6}-\u{1f84}-\u{1f93}-\u{1fa2}-\u{1ff3}b",
    ),
    ("Unassigned", "a\u{378} \u{11841} \u{12822} \u{14724} \u{15fa6}b", "a----b"),
    (
        "Uppercase Letter",
        "aA \u{542} \u{2c20} \u{1d439} \u{1e921}b",
        "aa-\u{572}-\u{2c50}-\u{1d439}-\u{1e943}b",
    ),
];

/// A text as Markdown that means itself.
fn literal(text: &str) -> String {
    let inner = text.trim_matches(' ');
    let lead = text.len() - text.trim_start_matches(' ').len();
    let trail = text.len() - lead - inner.len();
    let escaped = inner.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c]));
    "&#x20;".repeat(lead) + &escaped.collect::<String>() + &"&#x20;".repeat(trail)
}

/// The ids of the headings of a page.
fn ids(article: &str) -> Vec<&str> {
    article.split("<h2 id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn ids_are_those_of_github_slugger() {
    let text: String = HEADINGS.iter().map(|(text, _)| format!("## {}\n\n", literal(text))).collect();
    let built = files(&[("n.md", &format!("# N\n\n{text}"))]).build();
    built.has_no_problems().has_no_duplicate_ids();
    let page = built.page("/n/");
    assert_eq!(ids(page.article()), HEADINGS.map(|(_, id)| id));
}

#[test]
fn characters_of_every_category_are_kept_or_dropped_as_there() {
    let notes: Vec<(String, String)> = CATEGORIES
        .iter()
        .enumerate()
        .map(|(at, (_, text, _))| (format!("n{at}.md"), format!("# N\n\n## {}\n", literal(text))))
        .collect();
    let notes: Vec<(&str, &str)> = notes.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let built = files(&notes).build();
    built.has_no_problems();
    for (at, (category, text, id)) in CATEGORIES.iter().enumerate() {
        assert_eq!(ids(built.page(&format!("/n{at}/")).article()), [*id], "{category}: {text:?}");
    }
}
