//! The commands: what a user typed, what it means, what is done.

mod build;
mod check;
mod init;
mod links;
mod new;
mod rounds;
mod serve;
mod session;
mod steps;

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use super::arguments::{Arguments, Command};
use super::terminal;

/// How much a thread may nest; templates and syntax trees of hostile input are deep.
const STACK: usize = 64 << 20;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All is well.
    Done,
    /// The content has problems that stop it.
    Problems,
}

/// Why a command could not be carried out: usage, configuration, templates or the machine. Its text is
/// all the user gets, so it says what was expected.
#[derive(Debug)]
pub(super) struct Stop(String);

impl Stop {
    pub(super) fn new(reason: impl fmt::Display) -> Self {
        Stop(reason.to_string())
    }

    /// The text.
    fn reason(&self) -> &str {
        &self.0
    }
}

/// Carries out the command that was typed: 0 done, 1 the content has problems, 2 it could not be done.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    match threads(&arguments.command).and_then(|()| dispatch(arguments.command)) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Problems) => ExitCode::from(1),
        Err(stop) => {
            terminal::fault(stop.reason());
            ExitCode::from(2)
        }
    }
}

/// Help and version go to standard output and are no fault.
fn usage(error: &clap::Error) -> ExitCode {
    // A closed standard output is the reader's choice.
    drop(error.print());
    if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
}

/// Sets the threads that every step of the command will use.
fn threads(command: &Command) -> Result<(), Stop> {
    let Some(manner) = command.manner() else { return Ok(()) };
    let number = manner.jobs.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK).num_threads(number);
    pool.build_global().map_err(Stop::new)
}

fn dispatch(command: Command) -> Result<Outcome, Stop> {
    match command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Links(arguments) => links::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Init { folder } => init::run(&folder),
        Command::New { name, root } => new::run(&root, &name),
        Command::Completions { shell } => {
            let mut out = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "rutter", &mut out);
            print(&out)
        }
        Command::Man => {
            let mut out = Vec::new();
            clap_mangen::Man::new(Arguments::command()).render(&mut out).map_err(Stop::new)?;
            print(&out)
        }
    }
}

/// Standard output may be closed at any time (`| head`): that is no fault.
fn print(bytes: &[u8]) -> Result<Outcome, Stop> {
    match io::stdout().lock().write_all(bytes) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Stop::new(error)),
        _ => Ok(Outcome::Done),
    }
}
