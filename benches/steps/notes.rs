//! The notes: pages of a platform team's handbook, the same on every machine.
//!
//! Each has front matter, six headings, some 500 words, two lists, a table, eight wiki links (half of them
//! to neighbours, two to a heading), three YAML blocks with four manifests and a shell block. All of them
//! can be written without their blocks.

use rutter::site::Inputs;
use rutter::text::{RelPath, Source};

// Words of no more than eight letters: rustfmt sets those side by side.
const NOUNS: &[&str] = &[
    "cluster", "node", "pod", "service", "gateway", "operator", "volume", "claim", "secret", "policy",
    "quota", "replica", "rollout", "workload", "endpoint", "proxy", "registry", "image", "chart", "release",
    "pipeline", "queue", "broker", "index", "shard", "snapshot", "backup", "tenant", "role", "token",
    "metric", "trace", "alert", "probe", "budget", "zone", "route", "firewall", "bucket", "topic",
];
const VERBS: &[&str] = &[
    "restarts", "drains", "deploys", "rotates", "inspects", "observes", "restores", "migrates", "patches",
    "labels", "evicts", "mounts", "exposes", "indexes", "encrypts", "resolves", "mirrors", "promotes",
    "approves", "collects", "exports", "imports", "merges", "triggers",
];
const ADJECTIVES: &[&str] = &[
    "stable", "idle", "degraded", "healthy", "stale", "internal", "external", "shared", "upstream",
    "primary", "optional", "default", "strict", "global", "local", "atomic", "signed", "public", "managed",
    "regional", "custom", "private", "mutable", "lenient",
];
const JOINTS: &[&str] = &["because", "although", "while", "unless", "once", "before", "after"];
const TAGS: &[&str] = &[
    "network", "storage", "security", "scaling", "upgrades", "identity", "gitops", "quotas", "messages",
    "caching", "logging", "policies", "images", "dns", "testing", "training", "tutorial", "how-to",
];
const HEADINGS: &[&str] =
    &["How it works", "Before you begin", "The manifest", "Settings", "Operation", "When it breaks"];

/// How many notes lie in a folder.
const FOLDER: usize = 50;

/// Which code blocks the notes have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Blocks {
    /// None.
    None,
    /// Those with manifests.
    Manifests,
    /// Those with manifests and the one with commands.
    All,
}

/// The inputs of a build of `size` notes.
pub(super) fn inputs(size: usize) -> Inputs {
    let notes = sources(size, Blocks::All).into_iter().map(|source| (source.path.clone(), source));
    Inputs { notes: notes.collect(), name: "Handbook".into(), ..Inputs::default() }
}

/// The notes in order; their prose is the same whatever blocks they have.
pub(super) fn sources(size: usize, blocks: Blocks) -> Vec<Source> {
    let source = |note| {
        let path = format!("{}-{}/{}.md", NOUNS[note / FOLDER % NOUNS.len()], note / FOLDER, name(note));
        Source::new(RelPath::new(&path).expect("the names are paths"), text(note, size, blocks))
    };
    (0..size).map(source).collect()
}

/// The YAML blocks of a note.
pub(super) fn manifests(note: usize) -> [String; 3] {
    let mut random = Random::new(note, 1);
    let app = name(note);
    [deployment(&app, &mut random), service(&app, &mut random), config(&app, &mut random)]
}

/// The name of a note, by which the others link to it.
fn name(note: usize) -> String {
    let mut random = Random::new(note, 0);
    format!("{}-{}-{note:05}", random.of(ADJECTIVES), random.of(NOUNS))
}

fn text(note: usize, size: usize, blocks: Blocks) -> String {
    let mut random = Random::new(note, 2);
    let mut text = front_matter(note, &mut random);
    for (section, heading) in HEADINGS.iter().enumerate() {
        text.push_str(&format!("## {heading}\n\n"));
        text.push_str(&paragraph(note, size, section, &mut random));
        match section {
            0 | 4 => text.push_str(&list(&mut random)),
            3 => text.push_str(&table(&mut random)),
            _ => {}
        }
        text.push_str(&block(note, section, blocks));
        text.push_str(&paragraph(note, size, section + HEADINGS.len(), &mut random));
    }
    text
}

/// The first three notes are about the kinds that all manifests are of, so every manifest is a link too.
fn front_matter(note: usize, random: &mut Random) -> String {
    let kinds = ["Deployment, Pod", "Service, Ingress", "ConfigMap"].get(note).copied().unwrap_or_default();
    let tags = random.below(TAGS.len());
    let tag = |step: usize| TAGS[(tags + step * 5) % TAGS.len()];
    format!(
        "---\ntitle: The {} {} {note}\ndescription: {}\ndate: 2026-{:02}-{:02}\ntags: [{}, {}, {}]\nkinds: [{kinds}]\n---\n\n",
        random.of(ADJECTIVES),
        random.of(NOUNS),
        clause(random),
        random.below(12) + 1,
        random.below(28) + 1,
        tag(0),
        tag(1),
        tag(2),
    )
}

/// A paragraph of three sentences; eight of the twelve of a note have a link.
fn paragraph(note: usize, size: usize, place: usize, random: &mut Random) -> String {
    let link =
        if place < 8 { format!("See {} for more. ", link(note, size, place, random)) } else { String::new() };
    format!("{} {link}{} {}\n\n", sentence(random), sentence(random), sentence(random))
}

/// Even links lead anywhere, odd ones to the neighbourhood, as links of a grown vault do.
fn link(note: usize, size: usize, place: usize, random: &mut Random) -> String {
    let near = (note + 1 + random.below(FOLDER / 2)) % size;
    let target = name(if place.is_multiple_of(2) { random.below(size) } else { near });
    match place {
        0 | 3 => format!("[[{target}]]"),
        2 | 5 => format!("[[{target}#Settings|{} {}]]", random.of(ADJECTIVES), random.of(NOUNS)),
        _ => format!("[[{target}|{} {}]]", random.of(ADJECTIVES), random.of(NOUNS)),
    }
}

fn sentence(random: &mut Random) -> String {
    let clause = clause(random);
    match random.below(4) {
        0 => format!("Usually {clause}, and {}.", self::clause(random)),
        1 => format!("Set `spec.{}` to a **{}** value: {clause}.", random.of(NOUNS), random.of(ADJECTIVES)),
        2 => format!("Do *not* expect that {clause} {} {}.", random.of(JOINTS), self::clause(random)),
        _ => format!("Here {clause} {} {}.", random.of(JOINTS), self::clause(random)),
    }
}

fn clause(random: &mut Random) -> String {
    let (subject, object) = (random.of(NOUNS), random.of(NOUNS));
    format!("the {} {subject} {} the {object}", random.of(ADJECTIVES), random.of(VERBS))
}

fn list(random: &mut Random) -> String {
    let items: String = (0..4).map(|_| format!("- {}\n", sentence(random))).collect();
    items + "\n"
}

fn table(random: &mut Random) -> String {
    let row = |random: &mut Random| {
        format!(
            "| `{}.{}` | {} | {} |\n",
            random.of(NOUNS),
            random.of(NOUNS),
            random.below(999),
            sentence(random)
        )
    };
    let rows: String = (0..5).map(|_| row(random)).collect();
    format!("| Field | Default | Meaning |\n| --- | ---: | --- |\n{rows}\n")
}

/// The block of a section, where it has one and it is wanted.
fn block(note: usize, section: usize, blocks: Blocks) -> String {
    let (language, code) = match section {
        0 if blocks == Blocks::All => ("bash", commands(note)),
        1..=3 if blocks != Blocks::None => ("yaml", manifests(note)[section - 1].clone()),
        _ => return String::new(),
    };
    format!("```{language}\n{code}```\n\n")
}

fn deployment(app: &str, random: &mut Random) -> String {
    format!(
        r#"apiVersion: apps/v1
kind: Deployment
metadata:
  name: {app}
  namespace: {namespace}
  labels:
    app.kubernetes.io/name: {app}
spec:
  replicas: {replicas}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: {surge}%
      maxUnavailable: 0
  selector:
    matchLabels:
      app.kubernetes.io/name: {app}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: {app}
      annotations:
        prometheus.io/scrape: "true"
    spec:
      containers:
        - name: {container}
          image: registry.example.com/{app}:v{major}.{minor}.0
          imagePullPolicy: IfNotPresent
          args: ["--mode={mode}", "--timeout={timeout}s"]
          ports:
            - name: http
              containerPort: 8080
          resources:
            requests: {{cpu: 200m, memory: 1Gi}}
            limits: {{memory: 2Gi}}
          readinessProbe:
            httpGet: {{path: /healthz, port: http}}
            periodSeconds: {period}  # the {container} is slow to start
"#,
        namespace = random.of(NOUNS),
        replicas = random.below(9) + 1,
        surge = random.below(50) + 1,
        container = random.of(NOUNS),
        major = random.below(9),
        minor = random.below(30),
        mode = random.of(ADJECTIVES),
        timeout = random.below(90) + 5,
        period = random.below(30) + 3,
    )
}

fn service(app: &str, random: &mut Random) -> String {
    format!(
        r#"apiVersion: v1
kind: Service
metadata:
  name: {app}
spec:
  type: ClusterIP
  selector:
    app.kubernetes.io/name: {app}
  ports:
    - name: http
      port: 80
      targetPort: http
    - name: metrics
      port: {port}
      targetPort: metrics
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: {app}
  annotations:
    cert-manager.io/cluster-issuer: {issuer}-issuer
spec:
  rules:
    - host: {app}.example.com
      http:
        paths:
          - path: /{path}
            pathType: Prefix
            backend:
              service: {{name: {app}, port: {{name: http}} }}
"#,
        port = random.below(999) + 9000,
        issuer = random.of(ADJECTIVES),
        path = random.of(NOUNS),
    )
}

fn config(app: &str, random: &mut Random) -> String {
    let property = |random: &mut Random| {
        format!("    {}.{}={}\n", random.of(NOUNS), random.of(NOUNS), random.of(ADJECTIVES))
    };
    let properties: String = (0..5).map(|_| property(random)).collect();
    format!(
        r#"apiVersion: v1
kind: ConfigMap
metadata:
  name: {app}-config
data:
  LOG_LEVEL: info
  app.properties: |
{properties}  retries: "{retries}"
"#,
        retries = random.below(9) + 1,
    )
}

fn commands(note: usize) -> String {
    let mut random = Random::new(note, 3);
    let app = name(note);
    format!(
        r#"#!/usr/bin/env bash
set -euo pipefail
NS="{namespace}"
for pod in $(kubectl get pods -n "$NS" -l app={app} -o name); do
  kubectl -n "$NS" logs "$pod" --tail={tail} | grep -c 'error' || true
done
kubectl -n "$NS" rollout restart deployment/{app}  # {why}
kubectl -n "$NS" rollout status deployment/{app} --timeout={timeout}s
"#,
        namespace = random.of(NOUNS),
        tail = random.below(500) + 10,
        why = clause(&mut random),
        timeout = random.below(600) + 30,
    )
}

/// SplitMix64: random enough for prose, and the same everywhere.
struct Random(u64);

impl Random {
    /// The numbers of one part of a note; other parts do not disturb them.
    fn new(note: usize, part: u64) -> Self {
        Random((note as u64) << 8 | part)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    fn of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len())]
    }
}
