//! The command line: arguments → calls → words → exit code. The only room that prints, exits, or looks at the clock and the environment.
//!
//! Exit codes: 0 fine, 1 the content has errors, 2 wrong usage or configuration, 3 input/output or environment.

#![allow(clippy::disallowed_methods, reason = "arguments, environment, clock and terminal come in here")]

mod arguments;
mod build;
mod report;

use arguments::{Arguments, Command};
use clap::{CommandFactory, Parser};
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
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { Outcome::Usage.into() } else { Outcome::Fine.into() };
        }
    };
    match arguments.command {
        Command::Build(ref command) => build::build(&arguments.common, command),
        Command::Check(ref command) => build::check(&arguments.common, command),
        Command::Clean(ref command) => build::clean(&arguments.common, command),
        Command::Completion { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "shirube", &mut std::io::stdout());
            Outcome::Fine
        }
    }
    .into()
}
