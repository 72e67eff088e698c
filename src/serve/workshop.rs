//! Keeps the project read and compiled: a change in, an edition out.
//!
//! The same as a fresh build at any time, because nothing but unchanged files is reused: what is read is decided by a whole listing, what is
//! known of a file by its bytes. A change that the system names is read at once; the listing follows when it is quiet. Knows nothing of
//! HTTP.

use super::Wanted;
use super::edition::{Changed, Edition, State};
use super::watch::{Doorbell, Ring};
use crate::config::{self, Options};
use crate::snapshot::{self, Compiled, compile_again};
use crate::source::{self, Changes, Library, LoadError, LoadOptions, SourcePath};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};
use tokio::sync::watch as channel;

/// So long nothing more has to come for a change to be complete.
const QUIET: Duration = Duration::from_millis(3);
/// The same after many changes at once: another branch, a copied folder.
const QUIET_AFTER_MANY: Duration = Duration::from_millis(60);
/// More paths than this are many.
const MANY: usize = 20;
/// A change is never put off longer.
const LONGEST: Duration = Duration::from_millis(500);
/// So long after a change that was read by its name alone, everything is listed.
const SECOND_LOOK: Duration = Duration::from_millis(250);
/// A file that is suddenly empty or gone is usually being saved: it gets so long to come back.
const PATIENCE: Duration = Duration::from_millis(300);
/// Visitors make the workshop look at most this often.
const VISITS: Duration = Duration::from_secs(10);

/// The project as it was last read, and what is known of its files.
#[derive(Debug, Default)]
pub struct Workshop {
    library: Library,
    cache: Arc<snapshot::Cache>,
}

impl Workshop {
    /// Lists the project and reads what is other than before.
    pub fn look(&mut self, root: &Path) -> Result<Changes, LoadError> {
        let csv_encoding = source::site_toml(root).as_deref().map(config::csv_encoding).unwrap_or_default();
        self.library.refresh(root, LoadOptions { csv_encoding })
    }

    /// Reads `paths` again; `None` when only [`Workshop::look`] can tell what happened.
    pub fn reread(&mut self, root: &Path, paths: &[SourcePath]) -> Option<Changes> {
        // What site.toml says of encodings concerns all files.
        let plain = paths.iter().all(|path| path.as_str() != "site.toml");
        plain.then(|| self.library.reread(root, paths)).flatten()
    }

    /// The portal of what was read.
    pub fn compile(&mut self, options: &Options) -> State {
        let sources = Arc::new(self.library.sources().clone());
        let (compiled, cache) = compile_again(sources, options, self.library.findings(), &self.cache);
        self.cache = Arc::new(cache);
        let Compiled { snapshot, findings, sources } = compiled;
        State { snapshot, findings, sources, cache: self.cache.clone() }
    }
}

/// Publishes an edition now and after every change, until nobody wants one any more.
pub(super) fn run(wanted: &Wanted, mut doorbell: Doorbell, rings: &Receiver<Ring>, editions: &channel::Sender<Option<Arc<Edition>>>) {
    let mut workshop = Workshop::default();
    let mut options = (wanted.options)();
    // A missing root is told like any other state: it may come back.
    let _ = workshop.look(&wanted.root);
    publish(editions, workshop.compile(&options), Changed::Anything);
    let mut looked = Instant::now();
    let mut second_look = None::<Instant>;
    loop {
        let heard = match wait(rings, doorbell.interval.map(|interval| looked + interval), second_look) {
            Ok(heard) => heard,
            Err(Closed) => return,
        };
        doorbell.follow(&heard.paths, wanted);
        let named = if heard.anything { None } else { named(&wanted.root, &heard.paths) };
        let visit_too_soon = heard.only_visitor && looked.elapsed() < VISITS;
        let changes = match named.and_then(|paths| workshop.reread(&wanted.root, &paths)) {
            Some(changes) => {
                second_look = Some(Instant::now() + SECOND_LOOK);
                changes
            }
            None if visit_too_soon => Changes::default(),
            None => {
                let changes = settled(&mut workshop, wanted);
                looked = Instant::now();
                second_look = None;
                changes
            }
        };
        let changes = filled(&mut workshop, wanted, changes);
        let asked = (wanted.options)();
        let another_day = asked.today != options.today;
        if changes.is_empty() && !another_day {
            continue;
        }
        options = asked;
        let style = |path: &SourcePath| path.as_str().starts_with("themes/") && path.extension() == "css";
        let styles = !another_day && !changes.listing && changes.paths.iter().all(style);
        publish(editions, workshop.compile(&options), if styles { Changed::Styles } else { Changed::Anything });
    }
}

fn publish(editions: &channel::Sender<Option<Arc<Edition>>>, state: State, changed: Changed) {
    let before = editions.borrow().clone();
    let edition = Edition::after(before.as_deref(), state, changed);
    // The old edition is taken apart here, after the new one can be seen.
    drop(editions.send_replace(Some(Arc::new(edition))));
}

/// Everything that was said until it was quiet.
#[derive(Debug, Default)]
struct Heard {
    paths: Vec<PathBuf>,
    /// Something happened that has no name.
    anything: bool,
    only_visitor: bool,
}

/// Nobody rings any more.
struct Closed;

/// Waits for a ring and for the quiet after it, or for one of the moments at which to look anyway.
fn wait(rings: &Receiver<Ring>, interval: Option<Instant>, second_look: Option<Instant>) -> Result<Heard, Closed> {
    let mut heard = Heard { only_visitor: true, ..Heard::default() };
    let moment = [interval, second_look].into_iter().flatten().min();
    let first = match moment {
        Some(moment) => rings.recv_timeout(moment.saturating_duration_since(Instant::now())),
        None => rings.recv().map_err(|_| RecvTimeoutError::Disconnected),
    };
    match first {
        Ok(ring) => heard.take(ring),
        Err(RecvTimeoutError::Timeout) => heard.take(Ring::Something),
        Err(RecvTimeoutError::Disconnected) => return Err(Closed),
    }
    let latest = Instant::now() + LONGEST;
    loop {
        if heard.only_visitor {
            return Ok(heard);
        }
        let quiet = if heard.paths.len() > MANY { QUIET_AFTER_MANY } else { QUIET };
        match rings.recv_timeout(quiet.min(latest.saturating_duration_since(Instant::now()))) {
            Ok(ring) => heard.take(ring),
            Err(RecvTimeoutError::Timeout) => return Ok(heard),
            Err(RecvTimeoutError::Disconnected) => return Err(Closed),
        }
    }
}

impl Heard {
    fn take(&mut self, ring: Ring) {
        match ring {
            Ring::Visitor => return,
            Ring::Something => self.anything = true,
            Ring::Paths(paths) => paths.into_iter().for_each(|path| {
                if !self.paths.contains(&path) {
                    self.paths.push(path);
                }
            }),
        }
        self.only_visitor = false;
        // Looking through them one by one would cost more than listing.
        if self.paths.len() > 10 * MANY {
            self.anything = true;
        }
    }
}

/// The files that were named; `None` when there are none, or one is no path of the project.
fn named(root: &Path, paths: &[PathBuf]) -> Option<Vec<SourcePath>> {
    let named = |path: &PathBuf| SourcePath::new(path.strip_prefix(root).ok()?.to_str()?).ok();
    let paths: Vec<SourcePath> = paths.iter().map(named).collect::<Option<_>>()?;
    (!paths.is_empty()).then_some(paths)
}

/// Lists the project; when files are gone, once more after a moment: a save by deleting and writing anew is no removal.
fn settled(workshop: &mut Workshop, wanted: &Wanted) -> Changes {
    let mut all = look(workshop, wanted);
    let gone = |workshop: &Workshop, changes: &Changes| {
        changes.paths.iter().any(|path| workshop.library.sources().get(path.as_str()).is_none_or(|file| file.bytes.is_empty()))
    };
    if gone(workshop, &all) {
        std::thread::sleep(PATIENCE / 4);
        all.join(look(workshop, wanted));
    }
    all
}

/// Without its root the project is as it was: it is being moved, or the share is gone for a moment.
fn look(workshop: &mut Workshop, wanted: &Wanted) -> Changes {
    workshop.look(&wanted.root).unwrap_or_default()
}

/// Waits for files that are suddenly empty.
fn filled(workshop: &mut Workshop, wanted: &Wanted, mut changes: Changes) -> Changes {
    let begun = Instant::now();
    loop {
        let empty = |path: &&SourcePath| workshop.library.sources().get(path.as_str()).is_some_and(|file| file.bytes.is_empty());
        let paths: Vec<SourcePath> = changes.paths.iter().filter(empty).cloned().collect();
        if paths.is_empty() || begun.elapsed() > PATIENCE {
            return changes;
        }
        std::thread::sleep(QUIET);
        match workshop.reread(&wanted.root, &paths) {
            Some(more) => changes.join(more),
            None => changes.join(look(workshop, wanted)),
        }
    }
}
