//! Every construct of YAML, whole and broken, in lexemes.

use std::fmt::Write;

use proptest::prelude::*;

use super::*;

/// The text with every coloured lexeme as `‹class text›`.
fn coloured(text: &str) -> String {
    let mut out = String::new();
    for lexeme in lex(text) {
        let piece = &text[lexeme.span.range()];
        match lexeme.class.css() {
            Some(class) => write!(out, "‹{class} {piece}›").unwrap(),
            None => out.push_str(piece),
        }
    }
    out
}

fn assert_coloured(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(&coloured(text), expected, "{text}");
    }
}

/// The lexemes that have `role`.
fn pieces(text: &str, role: Role) -> Vec<&str> {
    lex(text)
        .into_iter()
        .filter(|lexeme| lexeme.role == role)
        .map(|lexeme| &text[lexeme.span.range()])
        .collect()
}

fn assert_covers(text: &str) {
    let (mut at, mut plain) = (0, false);
    for lexeme in lex(text) {
        let piece = text.get(lexeme.span.range()).unwrap();
        assert_eq!(lexeme.span.range().start, at, "{text:?}");
        assert!(!piece.is_empty(), "{text:?}");
        let unmarked = lexeme.class == TokenClass::Plain && lexeme.role == Role::None;
        assert!(!(plain && unmarked), "plain text in two pieces: {text:?}");
        let line_break = piece.find('\n').map(|i| i + 1);
        assert!(line_break.is_none_or(|i| lexeme.class == TokenClass::Plain && i == piece.len()));
        plain = unmarked && line_break.is_none();
        at = lexeme.span.range().end;
    }
    assert_eq!(at, text.len(), "{text:?}");
}

#[test]
fn scalars_are_coloured_by_what_kubectl_reads() {
    assert_coloured(&[
        ("a: 1", "‹k a›: ‹n 1›"),
        ("a: -1.5e3", "‹k a›: ‹n -1.5e3›"),
        ("a: 0644", "‹k a›: ‹n 0644›"),
        ("a: 0x1F", "‹k a›: ‹n 0x1F›"),
        ("a: 1_000", "‹k a›: ‹n 1_000›"),
        ("a: .inf", "‹k a›: ‹n .inf›"),
        ("a: 100m", "‹k a›: 100m"),
        ("a: 12:30:45", "‹k a›: 12:30:45"),
        ("a: 1.2.3", "‹k a›: 1.2.3"),
        ("a: 2001-01-01", "‹k a›: 2001-01-01"),
        ("a: True", "‹k a›: ‹l True›"),
        ("a: off", "‹k a›: ‹l off›"),
        ("a: ~", "‹k a›: ‹l ~›"),
        ("a: tRUE", "‹k a›: tRUE"),
        ("a: nginx:1.27", "‹k a›: nginx:1.27"),
    ]);
}

#[test]
fn keys_end_in_a_colon_and_a_blank() {
    assert_coloured(&[
        ("app.kubernetes.io/name: x", "‹k app.kubernetes.io/name›: x"),
        ("two words : x", "‹k two words› : x"),
        ("$ref: x", "‹k $ref›: x"),
        ("'quoted # key': x", "‹k 'quoted # key'›: x"),
        ("key:value", "key:value"),
        ("- http://x:80/#a", "- http://x:80/#a"),
        ("a: b: c", "‹k a›: b: c"),
        ("- - a: x", "- - ‹k a›: x"),
        ("? a\n: b", "? a\n: b"),
        ("a:\r\n  b: c\r\n", "‹k a›:\r\n  ‹k b›: c\r\n"),
        ("größe: 1", "‹k größe›: ‹n 1›"),
    ]);
}

#[test]
fn a_comment_begins_behind_a_blank_only() {
    assert_coloured(&[
        ("# a: b", "‹c # a: b›"),
        ("a: b # c", "‹k a›: b ‹c # c›"),
        ("a: b#c", "‹k a›: b#c"),
        ("a: \"#b\" # c", "‹k a›: ‹s \"#b\"› ‹c # c›"),
        ("a: [b, # c\n d]", "‹k a›: [b, ‹c # c›\n d]"),
        ("a: | # c\n  # d", "‹k a›: ‹o |› ‹c # c›\n  ‹s # d›"),
    ]);
}

#[test]
fn anchors_aliases_and_tags_are_told_from_text() {
    assert_coloured(&[
        ("a: &b c", "‹k a›: ‹v &b› c"),
        ("<<: *b", "‹v <<›: ‹v *b›"),
        ("a: !!str 1", "‹k a›: ‹v !!str› ‹n 1›"),
        ("[*a, !Ref b]", "[‹v *a›, ‹v !Ref› b]"),
        ("- *.example.com", "- *.example.com"),
        ("- **bold**", "- **bold**"),
        ("a: &&", "‹k a›: &&"),
    ]);
}

#[test]
fn flow_collections_nest_and_span_lines() {
    assert_coloured(&[
        ("{cpu: 100m, n: 2}", "{‹k cpu›: 100m, ‹k n›: ‹n 2›}"),
        ("{\"a\":1,'b':[x]}", "{‹k \"a\"›:‹n 1›,‹k 'b'›:[x]}"),
        ("a: [1,\n  {b: c},\n]\nd: e", "‹k a›: [‹n 1›,\n  {‹k b›: c},\n]\n‹k d›: e"),
        ("a: [{b: c}] # d", "‹k a›: [{‹k b›: c}] ‹c # d›"),
        ("{\n\"a\": 1,\n...\n\"b\": 2\n}", "{\n‹k \"a\"›: ‹n 1›,\n...\n‹k \"b\"›: ‹n 2›\n}"),
    ]);
}

#[test]
fn a_block_scalar_ends_where_its_indentation_ends() {
    assert_coloured(&[
        ("a: |-\n  b: c\n\n  ---\n  d\ne: f", "‹k a›: ‹o |-›\n  ‹s b: c›\n\n  ‹s ---›\n  ‹s d›\n‹k e›: f"),
        ("a: |\n    b\n  # c\nd: e", "‹k a›: ‹o |›\n    ‹s b›\n  ‹c # c›\n‹k d›: e"),
        ("a: >2+\n     b\n   c\nd: e", "‹k a›: ‹o >2+›\n     ‹s b›\n   ‹s c›\n‹k d›: e"),
        ("- a: |\n    b\n  c: d", "- ‹k a›: ‹o |›\n    ‹s b›\n  ‹k c›: d"),
        ("- |\n b\n- c: d", "- ‹o |›\n ‹s b›\n- ‹k c›: d"),
        ("--- |\na: b\n---\nc: d", "‹h ---› ‹o |›\n‹s a: b›\n‹h ---›\n‹k c›: d"),
        ("a: |\nb: c", "‹k a›: ‹o |›\n‹k b›: c"),
        ("a: >=1.2", "‹k a›: >=1.2"),
    ]);
}

#[test]
fn templates_are_coloured_wherever_they_stand() {
    assert_coloured(&[
        ("a: {{ .b }}-c # d", "‹k a›: ‹g {{ .b }}›-c ‹c # d›"),
        ("{{ .a }}: b", "‹g {{ .a }}›: b"),
        ("a-{{ .b }}-c: d", "‹k a-›‹g {{ .b }}›‹k -c›: d"),
        ("{{- if .a }} b: c {{ end }}", "‹g {{- if .a }}› ‹k b›: c ‹g {{ end }}›"),
        ("a: \"b {{ .c | default \"d\" }}\"", "‹k a›: ‹s \"b ›‹g {{ .c | default \"d\" }}›‹s \"›"),
        ("{% for a in b %}\n- {{ a }}", "‹g {% for a in b %}›\n- ‹g {{ a }}›"),
        ("{{- include\n   \"a\" . }}\nb: c", "‹g {{- include›\n   ‹g \"a\" . }}›\n‹k b›: c"),
        ("a: {{ \"{{\" }} b", "‹k a›: ‹g {{ \"{{\" }}› b"),
        ("a: {{`{{ .b }}`}}", "‹k a›: ‹g {{`{{ .b }}`}}›"),
        ("a: |\n  b\n{{ c }}\n  d", "‹k a›: ‹o |›\n  ‹s b›\n‹g {{ c }}›\n  ‹s d›"),
        ("a: [{{ .b }}, c]", "‹k a›: [‹g {{ .b }}›, c]"),
        ("a: {{ b\nc: d", "‹k a›: {{ b\n‹k c›: d"),
    ]);
}

#[test]
fn a_forgotten_quote_or_bracket_ends_at_the_next_entry() {
    assert_coloured(&[
        ("a: \"b\n  c\nd: e", "‹k a›: ‹s \"b›\n  ‹s c›\n‹k d›: e"),
        ("- a: 'b\n  c: d", "- ‹k a›: ‹s 'b›\n  ‹k c›: d"),
        ("- \"a\n- b: c", "- ‹s \"a›\n- ‹k b›: c"),
        ("a: [b, {c: d\ne: 1", "‹k a›: [b, {‹k c›: d\n‹k e›: ‹n 1›"),
        ("a: 'b\n---\nc: d", "‹k a›: ‹s 'b›\n‹h ---›\n‹k c›: d"),
        ("a: \"b\n  c: d\"\ne: f", "‹k a›: ‹s \"b›\n  ‹s c: d\"›\n‹k e›: f"),
    ]);
}

#[test]
fn what_is_no_yaml_stays_calm() {
    assert_coloured(&[
        ("$ kubectl patch x: y", "$ kubectl patch x: y"),
        ("kubectl patch -p '{\"a\": 1}'", "kubectl patch -p '{\"a\": 1}'"),
        ("  ...\na: …", "  ...\n‹k a›: …"),
        ("--- a/x.yaml\n+++ b/x.yaml\n+  a: 1", "‹h ---› a/x.yaml\n+++ b/x.yaml\n+  ‹k a›: ‹n 1›"),
        ("\ta: |\n\t\tb\n\tc: d", "\t‹k a›: ‹o |›\n\t\t‹s b›\n\t‹k c›: d"),
        ("-----BEGIN X-----", "-----BEGIN X-----"),
    ]);
}

#[test]
fn directives_and_document_markers_are_headings() {
    assert_coloured(&[
        ("%YAML 1.2\n--- # a\nb: c\n...", "‹h %YAML 1.2›\n‹h ---› ‹c # a›\n‹k b›: c\n‹h ...›"),
        ("--- {a: b}", "‹h ---› {‹k a›: b}"),
    ]);
}

#[test]
fn a_kind_is_a_type_where_it_is_spelt_as_one() {
    assert_coloured(&[
        ("kind: CronJob", "‹k kind›: ‹t CronJob›"),
        ("{\"kind\": \"Pod\"}", "{‹k \"kind\"›: ‹s \"›‹t Pod›‹s \"›}"),
        ("subjects:\n- kind: Group # a", "‹k subjects›:\n- ‹k kind›: ‹t Group› ‹c # a›"),
        ("kind: {{ .kind }}", "‹k kind›: ‹g {{ .kind }}›"),
        ("kind: deployment", "‹k kind›: deployment"),
        ("a: |\n  kind: Pod", "‹k a›: ‹o |›\n  ‹s kind: Pod›"),
        ("# kind: Pod", "‹c # kind: Pod›"),
    ]);
    assert_eq!(pieces("roleRef: {kind: 'Role', kind: role}", Role::Kind), ["Role"]);
}

#[test]
fn roles_come_from_the_key() {
    let text = "apiVersion: apps/v1\nname: {{ .a }}-b\nspec: {secretName: \"c\", userNamespace: d}";
    assert_eq!(pieces(text, Role::ApiVersion), ["apps/v1"]);
    assert_eq!(pieces(text, Role::Name), ["{{ .a }}", "-b", "\"c\""]);
    assert_eq!(pieces(text, Role::Namespace), ["d"]);
    assert_eq!(pieces(text, Role::Open), ["{"]);
    assert_eq!(pieces(text, Role::Close), ["}"]);
    assert_eq!(pieces("name:\n  a: b", Role::Name), [""; 0]);
}

#[test]
fn twice_the_text_has_twice_the_lexemes() {
    for unit in ["a: {{ .b }}\n", "- 'c'\n", "d: [1, {e: f}]\n", "g: |\n  h\n", "i: \"j\n"] {
        let count = |times: usize| lex(&unit.repeat(times)).len();
        assert_eq!(2 * count(100), count(200), "{unit}");
    }
}

proptest! {
    #[test]
    fn any_text_is_covered(text in "\\PC*") {
        assert_covers(&text);
    }

    #[test]
    fn any_mixture_of_yaml_is_covered(text in "([ \\t\\r\\n]|[-?:,#&*!|>'\"%{}\\[\\]`\\\\+.]|\\{\\{|\\}\\}|%\\}|: |- |kind: |name: |ü|a|1|---|Pod){0,60}") {
        assert_covers(&text);
    }
}
