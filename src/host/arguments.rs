//! What can be typed: help, completions and the manual page come from here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Turn a folder of wiki-linked Markdown notes into a documentation site.
#[derive(Debug, Parser)]
#[command(name = "rutter", version, about, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Publish the notes of a folder as a site.
    Build(Build),
    /// Say what is wrong with the notes of a folder, and write nothing.
    Check(Check),
    /// Show the site in the browser while it is written, and write nothing.
    Serve(Serve),
    /// List every link of the notes with its answer, or explain those of one line.
    Links(Links),
    /// Make a small working site in a folder, or a site of the notes that are there.
    Init {
        /// The folder; it is made if it is not there.
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// Make a note from the site's template `templates/new.md`.
    New {
        /// The path of the note from the notes' folder, with or without `.md`: `concepts/pod`.
        name: String,
        /// The root of the site.
        #[arg(long, default_value = ".", value_name = "DIR")]
        root: PathBuf,
    },
    /// Print the completions of a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page.
    Man,
}

impl Command {
    /// How a command that works on all notes goes about it; the others have nothing to do in parallel.
    pub(super) fn manner(&self) -> Option<&Manner> {
        match self {
            Command::Build(build) => Some(&build.manner),
            Command::Check(check) => Some(&check.manner),
            Command::Links(links) => Some(&links.manner),
            Command::Serve(serve) => Some(&serve.manner),
            Command::Init { .. } | Command::New { .. } | Command::Completions { .. } | Command::Man => None,
        }
    }
}

/// How to build.
#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) input: Input,
    /// Where the site is written [default: ROOT/public].
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Publish nothing if there is an error or a warning, and exit with 1.
    #[arg(long)]
    pub(super) strict: bool,
    /// Write a .gz and a .br beside every text, for servers that hand them out.
    #[arg(long)]
    pub(super) compress: bool,
    #[command(flatten)]
    pub(super) manner: Manner,
}

/// What to check, and how to say it.
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) input: Input,
    /// How problems are told.
    #[arg(long, value_enum, default_value_t = ProblemFormat::Human)]
    pub(super) format: ProblemFormat,
    /// Exit with 1 if there is a warning, too.
    #[arg(long)]
    pub(super) strict: bool,
    /// Repair in the notes what can be repaired with certainty, and print what has changed as a diff.
    #[arg(long)]
    pub(super) fix: bool,
    /// Print the diff of the repairs, and write nothing.
    #[arg(long, requires = "fix")]
    pub(super) dry_run: bool,
    /// Tell only the problems that were not there in this revision of git.
    #[arg(long, value_name = "REV")]
    pub(super) since: Option<String>,
    /// Ask other sites whether the links to them lead somewhere.
    #[arg(long)]
    pub(super) external: bool,
    /// Print what the guide says about an id, and check nothing.
    #[arg(long, value_name = "ID")]
    pub(super) explain: Option<String>,
    #[command(flatten)]
    pub(super) manner: Manner,
}

/// Who reads the problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ProblemFormat {
    /// A person: with the lines they are about, on standard error.
    Human,
    /// A program: an array of objects.
    Json,
    /// Code scanning: SARIF 2.1.0.
    Sarif,
    /// GitHub Actions: an annotation at each place.
    Github,
    /// A report of tests: JUnit XML.
    Junit,
}

/// What to show, and to whom.
#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) input: Input,
    /// The address or the name of this machine to listen at; `0.0.0.0` is all of them.
    #[arg(long, default_value = "127.0.0.1")]
    pub(super) host: String,
    /// The port, or the next one that is free; 0 is any.
    #[arg(long, default_value_t = 3111)]
    pub(super) port: u16,
    /// Open the browser.
    #[arg(long)]
    pub(super) open: bool,
    /// Another name that this machine goes by, as it stands in the address bar; may be repeated.
    #[arg(long, value_name = "NAME")]
    pub(super) allowed_host: Vec<String>,
    /// Look for changes every second, where the system does not tell them: on network drives, in containers.
    #[arg(long)]
    pub(super) poll: bool,
    /// The command that opens the editor at a problem, as `code` or `gvim`; an empty one opens none [default: $VISUAL
    /// or $EDITOR].
    #[arg(long, value_name = "COMMAND")]
    pub(super) editor: Option<String>,
    #[command(flatten)]
    pub(super) manner: Manner,
}

/// Which links to list, and how.
#[derive(Debug, Args)]
pub(super) struct Links {
    #[command(flatten)]
    pub(super) input: Input,
    /// One note, by its path with or without `.md`; `NOTE:LINE` explains the links of one line.
    pub(super) note: Option<String>,
    /// How they are listed [default: table].
    #[arg(long, value_enum)]
    pub(super) format: Option<LinksFormat>,
    /// List the kinds in manifests as well.
    #[arg(long)]
    pub(super) kinds: bool,
    #[command(flatten)]
    pub(super) manner: Manner,
}

/// How links are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LinksFormat {
    /// A line of columns for each link.
    Table,
    /// A JSON object on a line for each link.
    Jsonl,
}

/// What to read.
#[derive(Debug, Clone, Args)]
pub(super) struct Input {
    /// A site (with `rutter.toml` or `content/`), or any folder of notes.
    #[arg(default_value = ".")]
    pub(super) root: PathBuf,
    /// Where the site will be published: needed for the sitemap, the feed and canonical links.
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// The configuration [default: ROOT/rutter.toml].
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Build drafts as well.
    #[arg(long)]
    pub(super) drafts: bool,
}

/// How to go about it, and how much to say.
#[derive(Debug, Args)]
pub(super) struct Manner {
    /// How many threads to use [default: one for each core].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) jobs: Option<u16>,
    /// Print what each step took.
    #[arg(long)]
    pub(super) timings: bool,
    /// Print nothing but faults that stop the build.
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print notes as well, and which folders were read.
    #[arg(short, long)]
    pub(super) verbose: bool,
}
