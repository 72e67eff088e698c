//! The command line: arguments → calls → words → exit code. The only room that prints, exits, or looks at the clock and the environment.
//!
//! Exit codes: 0 fine, 1 the content has errors, 2 wrong usage or configuration, 3 input/output or environment.

#![allow(clippy::disallowed_methods, reason = "arguments, environment, clock and terminal come in here")]

mod arguments;
mod build;
mod help;
mod import;
mod mend;
mod misuse;
mod report;
mod repository;
mod scaffold;
mod serve;

use crate::diagnostic::Lang;
use arguments::{Arguments, Command};
use clap::FromArgMatches;
use clap::error::{Error, ErrorKind};
use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing to complain about.
    Fine,
    /// The content has errors.
    Content,
    /// Wrong usage or configuration.
    Usage,
    /// Input, output or environment.
    Environment,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Fine => 0,
            Outcome::Content => 1,
            Outcome::Usage => 2,
            Outcome::Environment => 3,
        })
    }
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    // A defect is reported as a finding; the default hook would print a trace into an editor's window.
    std::panic::set_hook(Box::new(|_| {}));
    let lang = help::language(std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()));
    let parsed = help::command(lang).try_get_matches().and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return refused(&error, lang).into(),
    };
    match arguments.command {
        Command::Build(ref command) => build::build(&arguments.common, command),
        Command::Check(ref command) => build::check(&arguments.common, command),
        Command::Serve(ref command) => serve::serve(&arguments.common, command),
        Command::Import(ref command) => import::import(&arguments.common, command),
        Command::Init { ref directory } => scaffold::init(&arguments.common, directory),
        Command::New(ref command) => scaffold::new(&arguments.common, command),
        Command::Schema(ref command) => scaffold::schema(&arguments.common, command),
        Command::Fix(ref command) => mend::fix(&arguments.common, command),
        Command::Explain(ref command) => mend::explain(&arguments.common, command),
        Command::Mv(ref command) => mend::mv(&arguments.common, command),
        Command::Report(ref command) => mend::report(&arguments.common, command),
        Command::Clean(ref command) => build::clean(&arguments.common, command),
        Command::Completion { shell } => {
            clap_complete::generate(shell, &mut help::command(lang), "shirube", &mut std::io::stdout());
            Outcome::Fine
        }
    }
    .into()
}

/// Prints the help that was asked for, or says what was typed wrong.
fn refused(error: &Error, lang: Lang) -> Outcome {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) {
        let _ = error.print();
        return if error.use_stderr() { Outcome::Usage } else { Outcome::Fine };
    }
    let (message, hint) = misuse::words(error);
    report::refusal(lang, &message, Some(&hint));
    Outcome::Usage
}
