//! The doorbell: tells that something below the project may have changed.
//!
//! What the system says is a hint and never the truth: the [`workshop`](super::workshop) looks for itself. Where the system cannot say
//! anything (no watches left, a network share), all files are looked at in an interval instead, and the person is told.

use super::Wanted;
use crate::diagnostic::Text;
use crate::source::is_litter;
use crate::text;
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

/// How often to look when the system does not tell.
const FALLBACK: Duration = Duration::from_secs(2);
const DIRECTORIES: [&str; 3] = ["content", "data", "themes"];

/// What a ring of the bell says.
#[derive(Debug)]
pub(super) enum Ring {
    /// These files, directories or names below the project.
    Paths(Vec<PathBuf>),
    /// Something; only a whole listing can tell.
    Something,
    /// Somebody looks at a page: a good moment to look, if that was long ago.
    Visitor,
}

/// The bell: what watches, and how often to look without it.
pub(super) struct Doorbell {
    root: PathBuf,
    watcher: Option<RecommendedWatcher>,
    /// `None` when the system tells.
    pub interval: Option<Duration>,
}

impl Doorbell {
    /// Watches the project of `wanted`, or says why not.
    pub fn hang(wanted: &Wanted, bell: Sender<Ring>) -> Self {
        let mut doorbell = Self { root: wanted.root.clone(), watcher: None, interval: wanted.poll };
        if wanted.poll.is_some() {
            return doorbell;
        }
        match doorbell.watch(bell) {
            Ok(watcher) => doorbell.watcher = Some(watcher),
            Err(error) => doorbell.give_up(wanted, &error),
        }
        doorbell
    }

    fn watch(&self, bell: Sender<Ring>) -> notify::Result<RecommendedWatcher> {
        let root = self.root.clone();
        let told = move |event: notify::Result<Event>| {
            if let Some(ring) = ring(&root, event) {
                // Nobody hears it when the server ends.
                let _ = bell.send(ring);
            }
        };
        let mut watcher = RecommendedWatcher::new(told, Config::default().with_follow_symlinks(false))?;
        watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        for directory in DIRECTORIES.map(|name| self.root.join(name)).into_iter().filter(|directory| directory.is_dir()) {
            watcher.watch(&directory, RecursiveMode::Recursive)?;
        }
        Ok(watcher)
    }

    /// Watches the directories at the top anew after one of `paths` was one of them: it may be another directory now.
    pub fn follow(&mut self, paths: &[PathBuf], wanted: &Wanted) {
        for directory in DIRECTORIES.map(|name| self.root.join(name)).into_iter().filter(|directory| paths.contains(directory)) {
            let Some(watcher) = &mut self.watcher else { return };
            // It may never have been watched.
            let _ = watcher.unwatch(&directory);
            if directory.is_dir()
                && let Err(error) = watcher.watch(&directory, RecursiveMode::Recursive)
            {
                self.give_up(wanted, &error);
            }
        }
    }

    fn give_up(&mut self, wanted: &Wanted, error: &notify::Error) {
        self.watcher = None;
        self.interval = Some(FALLBACK);
        let (why, seconds) = (why(error), FALLBACK.as_secs());
        let Text { ja, en } = why;
        (wanted.tell)(&text!(
            "変更の通知を受け取れないため、{seconds}秒ごとにファイルを調べます（{ja}）",
            "changes are not told by the system ({en}); the files are looked at every {seconds} s"
        ));
    }
}

/// Why the system does not tell of changes.
fn why(error: &notify::Error) -> Text {
    let exhausted = match &error.kind {
        notify::ErrorKind::MaxFilesWatch => true,
        // No space (of watches), no more instances.
        notify::ErrorKind::Io(error) => matches!(error.kind(), io::ErrorKind::StorageFull) || matches!(error.raw_os_error(), Some(24 | 28)),
        _ => false,
    };
    match exhausted {
        true => text!(
            "監視できる数の上限に達しました。fs.inotify.max_user_watches か max_user_instances を増やすと解消します",
            "no watches are left: raise fs.inotify.max_user_watches or max_user_instances"
        ),
        false => text!("{error}", "{error}"),
    }
}

/// What an event says of the project, if anything.
fn ring(root: &Path, event: notify::Result<Event>) -> Option<Ring> {
    let event = match event {
        Ok(event) if event.need_rescan() => return Some(Ring::Something),
        Ok(event) => event,
        Err(_) => return Some(Ring::Something),
    };
    if let EventKind::Access(access) = event.kind
        && access != AccessKind::Close(AccessMode::Write)
    {
        return None;
    }
    let concerns = |path: &&PathBuf| {
        let Ok(below) = path.strip_prefix(root) else { return false };
        let mut names = below.components().map(|name| name.as_os_str().to_string_lossy());
        let top = names.next();
        let ours = top.is_some_and(|top| top == "site.toml" || DIRECTORIES.contains(&&*top));
        ours && !names.any(|name| is_litter(&name))
    };
    let paths: Vec<PathBuf> = event.paths.iter().filter(concerns).cloned().collect();
    (!paths.is_empty()).then_some(Ring::Paths(paths))
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, ModifyKind};

    fn heard(kind: EventKind, path: &str) -> bool {
        ring(Path::new("/p"), Ok(Event::new(kind).add_path(PathBuf::from(path)))).is_some()
    }

    #[test]
    fn only_changes_of_the_project_ring() {
        let write = EventKind::Modify(ModifyKind::Any);
        for path in ["/p/site.toml", "/p/content", "/p/content/a/b.md", "/p/themes/default/static/theme.css"] {
            assert!(heard(write, path), "{path}");
        }
        for path in ["/p", "/p/public", "/p/.git/index", "/p/content/.a.md.swp", "/p/data/~$kpi.csv", "/p/content/x.md~", "/q/content/a.md"]
        {
            assert!(!heard(write, path), "{path}");
        }
        assert!(!heard(EventKind::Access(AccessKind::Open(AccessMode::Any)), "/p/content/a.md"));
        assert!(heard(EventKind::Access(AccessKind::Close(AccessMode::Write)), "/p/content/a.md"));
        assert!(heard(EventKind::Create(CreateKind::Folder), "/p/content/new"));
        assert!(matches!(ring(Path::new("/p"), Err(notify::Error::generic("lost"))), Some(Ring::Something)));
    }

    #[test]
    fn missing_watches_are_called_by_name() {
        for error in [notify::Error::new(notify::ErrorKind::MaxFilesWatch), notify::Error::io(io::Error::from_raw_os_error(28))] {
            assert!(why(&error).ja.contains("max_user_watches"));
        }
    }
}
