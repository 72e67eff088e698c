//! Delivery against the real disk: kills, full disks, strangers' files, other users, two runs at once.
//!
//! Needs for some cases: Linux and root (a small tmpfs, another user). Where they are missing the case says so and passes.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

use rayon::prelude::*;
use shirube::deliver::{DeliverError, MANIFEST, Staging, Summary, Target, clean};
use shirube::diagnostic::Diagnostics;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

type Site = BTreeMap<String, Vec<u8>>;

fn site(files: &[(&str, &str)]) -> Site {
    files.iter().map(|(path, body)| ((*path).to_owned(), body.as_bytes().to_vec())).collect()
}

/// Version `version` of a site of `count` pages: half of them never change, a tenth comes and goes.
fn big_site(count: usize, version: usize) -> Site {
    let page = |number: usize| {
        let path = format!("part{}/page{number}.html", number % 23);
        let body = if number.is_multiple_of(2) { format!("page {number}\n") } else { format!("page {number} of version {version}\n") };
        (path, body.repeat(1 + number % 50).into_bytes())
    };
    (0..count).filter(|number| number % 10 != version % 10).map(page).collect()
}

struct Project {
    _dir: TempDir,
    target: Target,
}

impl Project {
    fn new() -> Self {
        let dir = TempDir::new().unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let target = Target::check(dir.path(), Path::new("public"), None).unwrap();
        Self { _dir: dir, target }
    }

    fn deliver(&self, site: &Site) -> Result<Summary, DeliverError> {
        deliver(&self.target, site)
    }

    fn at(&self, path: &str) -> PathBuf {
        self.target.output().join(path)
    }
}

fn deliver(target: &Target, site: &Site) -> Result<Summary, DeliverError> {
    let staging = Staging::begin(target, None, "test")?;
    site.par_iter().try_for_each(|(path, body)| staging.write(path, body))?;
    staging.finish(site.keys())
}

/// Every file below `root` with its bytes; links and special files as their kind.
fn tree(root: &Path) -> Site {
    let mut tree = Site::new();
    let mut waiting = vec![root.to_owned()];
    while let Some(directory) = waiting.pop() {
        for entry in fs::read_dir(&directory).unwrap() {
            let entry = entry.unwrap();
            let path = entry.path();
            let kind = entry.file_type().unwrap();
            let shown = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            if kind.is_dir() {
                waiting.push(path);
            } else if kind.is_file() {
                tree.insert(shown, fs::read(path).unwrap());
            } else {
                tree.insert(shown, format!("{kind:?}").into_bytes());
            }
        }
    }
    tree
}

/// The tree without the manifest.
fn pages(root: &Path) -> Site {
    let mut tree = tree(root);
    assert!(tree.remove(MANIFEST).is_some(), "the manifest is there");
    tree
}

/// Inode and time of change of every file.
fn marks(root: &Path) -> BTreeMap<String, (u64, i64, i64)> {
    tree(root)
        .into_keys()
        .map(|path| {
            let meta = fs::symlink_metadata(root.join(&path)).unwrap();
            (path, (meta.ino(), meta.mtime(), meta.mtime_nsec()))
        })
        .collect()
}

#[test]
fn a_site_comes_changes_and_goes() {
    let project = Project::new();
    let first = site(&[("index.html", "1"), ("a/b/c.html", "2"), ("files/ガイド.pdf", "3"), ("empty", "")]);
    let summary = project.deliver(&first).unwrap();
    assert_eq!((summary.added.len(), summary.unchanged, summary.bytes_written, summary.switched), (4, 0, 3, true));
    assert_eq!(pages(project.target.output()), first);
    let second = site(&[("index.html", "1!"), ("a/b/c.html", "2"), ("new.html", "4")]);
    let before = marks(project.target.output());
    let summary = project.deliver(&second).unwrap();
    assert_eq!(summary.added, ["new.html"]);
    assert_eq!(summary.changed, ["index.html"]);
    assert_eq!(summary.removed, ["empty", "files/ガイド.pdf"]);
    assert_eq!((summary.unchanged, summary.bytes_written), (1, 3));
    assert_eq!(pages(project.target.output()), second);
    assert_eq!(marks(project.target.output())["a/b/c.html"], before["a/b/c.html"], "unchanged: the same file, the same time");
    assert!(!project.at("files").exists(), "an empty directory goes with its last file");
    assert!(!project.target.work().exists(), "nothing is left beside the site");
    let summary = clean(&project.target, None, "test").unwrap();
    assert_eq!(summary.removed.len(), 3);
    assert!(!project.target.output().exists());
    assert_eq!(clean(&project.target, None, "test").unwrap(), Summary::default());
}

#[test]
fn the_second_build_writes_nothing() {
    let project = Project::new();
    let site = big_site(300, 1);
    project.deliver(&site).unwrap();
    let before = (marks(project.target.output()), fs::metadata(project.target.output()).unwrap().ino());
    let summary = project.deliver(&site).unwrap();
    assert_eq!((summary.unchanged, summary.bytes_written, summary.switched), (site.len(), 0, false));
    assert_eq!((marks(project.target.output()), fs::metadata(project.target.output()).unwrap().ino()), before);
    assert!(!project.target.work().exists());
}

#[test]
fn the_tree_does_not_depend_on_what_was_published_before() {
    let (walked, fresh) = (Project::new(), Project::new());
    for version in [3, 1, 4, 1, 5] {
        walked.deliver(&big_site(200, version)).unwrap();
    }
    fresh.deliver(&big_site(200, 5)).unwrap();
    assert_eq!(tree(walked.target.output()), tree(fresh.target.output()), "manifest included");
}

#[test]
fn without_finish_nothing_happened() {
    let project = Project::new();
    let old = big_site(50, 1);
    project.deliver(&old).unwrap();
    let before = (tree(project.target.output()), marks(project.target.output()));
    let staging = Staging::begin(&project.target, None, "test").unwrap();
    for (path, body) in &big_site(50, 2) {
        staging.write(path, body).unwrap();
    }
    assert!(project.target.work().exists());
    drop(staging);
    assert_eq!((tree(project.target.output()), marks(project.target.output())), before);
    assert!(!project.target.work().exists());
}

#[test]
fn a_site_that_is_not_the_announced_one_is_not_published() {
    let project = Project::new();
    project.deliver(&site(&[("a", "old")])).unwrap();
    let staging = Staging::begin(&project.target, None, "test").unwrap();
    staging.write("a", b"new").unwrap();
    staging.write("c", b"new").unwrap();
    match staging.finish(["a", "b"]) {
        Err(DeliverError::Incomplete { missing, unannounced }) => assert_eq!((missing, unannounced), (vec!["b".into()], vec!["c".into()])),
        other => panic!("{other:?}"),
    }
    let staging = Staging::begin(&project.target, None, "test").unwrap();
    staging.write("Guide.html", b"1").unwrap();
    staging.write("guide.html", b"2").unwrap();
    assert!(matches!(staging.finish(["Guide.html", "guide.html"]), Err(DeliverError::BadPath { .. })));
    let staging = Staging::begin(&project.target, None, "test").unwrap();
    for path in ["../x", "/x", "con", "a\0", MANIFEST] {
        assert!(matches!(staging.write(path, b""), Err(DeliverError::BadPath { .. })), "{path}");
    }
    staging.write("twice", b"1").unwrap();
    assert!(staging.write("twice", b"2").is_err());
    drop(staging);
    assert_eq!(pages(project.target.output()), site(&[("a", "old")]));
}

#[test]
fn files_of_others_are_kept_and_links_are_not_followed() {
    let project = Project::new();
    let outside = project.target.output().with_file_name("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("secret"), "secret").unwrap();
    project.deliver(&site(&[("index.html", "1"), ("a/x", "1"), ("b/y", "1")])).unwrap();
    fs::write(project.at("memo.txt"), "mine").unwrap();
    fs::create_dir_all(project.at("mine/deep/empty")).unwrap();
    fs::write(project.at("mine/deep/file"), "mine").unwrap();
    fs::set_permissions(project.at("mine/deep"), fs::Permissions::from_mode(0o555)).unwrap();
    symlink(&outside, project.at("link")).unwrap();
    symlink("nowhere", project.at("a/dangling")).unwrap();
    assert!(Command::new("mkfifo").arg(project.at("pipe")).status().unwrap().success());
    // A page and a directory of the site, replaced by links.
    fs::remove_file(project.at("index.html")).unwrap();
    symlink(outside.join("secret"), project.at("index.html")).unwrap();
    fs::remove_dir_all(project.at("b")).unwrap();
    let memo = marks(project.target.output())["memo.txt"];
    let summary = project.deliver(&site(&[("index.html", "2"), ("a/x", "1"), ("b/y", "1")])).unwrap();
    assert_eq!(summary.foreign, ["a/dangling", "link", "memo.txt", "mine/deep/file", "pipe"]);
    assert_eq!(summary.altered, ["b/y", "index.html"]);
    assert_eq!(summary.rescued, Vec::<String>::new());
    assert_eq!(fs::read(project.at("index.html")).unwrap(), b"2");
    assert_eq!(fs::read(outside.join("secret")).unwrap(), b"secret");
    assert_eq!(fs::read_link(project.at("link")).unwrap(), outside);
    assert_eq!(marks(project.target.output())["memo.txt"], memo);
    assert!(project.at("mine/deep/empty").is_dir());
    assert_eq!(fs::metadata(project.at("mine/deep")).unwrap().permissions().mode() & 0o777, 0o555);
    assert!(!project.target.work().exists());
    let mut findings = Diagnostics::default();
    summary.report(&mut findings);
    assert_eq!(findings.iter().count(), 7);
    // A file of somebody else where a page, or a directory of pages, must go.
    for path in ["memo.txt", "memo.txt/index.html", "link/index.html", "mine", "mine/deep/file", "a/dangling/x"] {
        let before = marks(project.target.output());
        assert!(matches!(project.deliver(&site(&[(path, "page")])), Err(DeliverError::Collision { .. })), "{path}");
        assert_eq!(marks(project.target.output()), before);
    }
    let summary = clean(&project.target, None, "test").unwrap();
    assert_eq!(summary.removed, ["a/x", "b/y", "index.html"]);
    assert_eq!(pages(project.target.output()).into_keys().collect::<Vec<_>>(), summary.foreign);
    project.deliver(&site(&[("index.html", "3")])).unwrap();
}

#[test]
fn pages_changed_by_hand_are_replaced_and_told() {
    let project = Project::new();
    let old =
        site(&[("same-size", "abc"), ("longer", "abc"), ("removed", "abc"), ("stale", "abc"), ("stale-kept", "abc"), ("good", "abc")]);
    project.deliver(&old).unwrap();
    fs::write(project.at("same-size"), "xyz").unwrap();
    fs::write(project.at("longer"), "abcd").unwrap();
    fs::write(project.at("stale"), "abcd").unwrap();
    fs::remove_file(project.at("removed")).unwrap();
    let new = site(&[("same-size", "abc"), ("longer", "abc"), ("removed", "abc"), ("good", "abc!")]);
    let summary = project.deliver(&new).unwrap();
    assert_eq!(summary.altered, ["longer", "removed", "same-size", "stale"]);
    assert_eq!(summary.removed, ["stale", "stale-kept"]);
    assert_eq!(pages(project.target.output()), new);
}

#[test]
fn readers_always_find_an_entire_page() {
    let project = Project::new();
    project.deliver(&big_site(60, 0)).unwrap();
    let done = AtomicBool::new(false);
    let page = project.at("part1/page1.html");
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut reads = 0;
            while !done.load(Ordering::Relaxed) {
                let body = fs::read_to_string(&page).expect("the page is always there");
                assert!(body.ends_with('\n') && body.lines().count() == 2, "{body:?}");
                let [first, second] = body.lines().collect::<Vec<_>>()[..] else { unreachable!() };
                assert_eq!(first, second);
                reads += 1;
            }
            reads
        });
        for version in [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 19, 20] {
            project.deliver(&big_site(60, version)).unwrap();
        }
        done.store(true, Ordering::Relaxed);
        assert!(reader.join().unwrap() > 0);
    });
}

#[test]
fn a_second_build_waits_or_is_told_who_is_at_work() {
    let project = Project::new();
    let staging = Staging::begin(&project.target, None, "開始 2026-11-22 09:00").unwrap();
    staging.write("a", b"1").unwrap();
    match Staging::begin(&project.target, Some(Duration::from_millis(30)), "test") {
        Err(error @ DeliverError::Busy { .. }) => {
            let text = error.message().ja;
            assert!(text.contains("開始 2026-11-22 09:00") && text.contains(&format!("pid {}", std::process::id())), "{text}");
        }
        other => panic!("{other:?}"),
    }
    std::thread::scope(|scope| {
        let second =
            scope.spawn(|| Staging::begin(&project.target, Some(Duration::from_secs(60)), "second").map(|staging| staging.finish([""; 0])));
        std::thread::sleep(Duration::from_millis(50));
        staging.finish(["a"]).unwrap();
        assert_eq!(second.join().unwrap().unwrap().unwrap().removed, ["a"], "it saw what the first one delivered");
    });
    std::thread::scope(|scope| {
        for version in 0..8 {
            let target = &project.target;
            scope.spawn(move || {
                let site = big_site(40, version);
                let staging = Staging::begin(target, Some(Duration::from_secs(60)), "crowd").unwrap();
                site.iter().try_for_each(|(path, body)| staging.write(path, body)).unwrap();
                staging.finish(site.keys()).unwrap();
            });
        }
    });
    let last = pages(project.target.output());
    assert!((0..8).any(|version| last == big_site(40, version)), "the last one, entire");
    assert!(!project.target.work().exists());
}

/// Runs this test program again as a process of its own that delivers `version` of a big site, see [`child`].
fn spawn_child(project: &Path, count: usize, version: usize, change: impl FnOnce(&mut Command)) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "child", "--nocapture"]).stdout(Stdio::null()).stderr(Stdio::null());
    command.env("DELIVER_CHILD", project).env("DELIVER_COUNT", count.to_string()).env("DELIVER_VERSION", version.to_string());
    change(&mut command);
    command
}

#[test]
fn child() {
    let Some(project) = std::env::var_os("DELIVER_CHILD") else { return };
    let number = |name: &str| std::env::var(name).unwrap().parse().unwrap();
    let site = big_site(number("DELIVER_COUNT"), number("DELIVER_VERSION"));
    let target = Target::check(Path::new(&project), Path::new("public"), None).unwrap();
    deliver(&target, &site).unwrap();
}

#[test]
fn kills_at_random_moments_leave_the_old_site_or_the_new_one() {
    const COUNT: usize = 2_000;
    let project = Project::new();
    let root = project.target.output().parent().unwrap();
    let run = |version| spawn_child(root, COUNT, version, |_| ()).spawn().unwrap();
    let mut current = 0;
    assert!(run(current).wait().unwrap().success());
    fs::write(project.at("memo.txt"), "mine").unwrap();
    let start = Instant::now();
    current = 1;
    assert!(run(current).wait().unwrap().success());
    let whole = start.elapsed();
    let mut seed: u64 = 0x9E37_79B9_7F4A_7C15;
    let (mut old, mut new, mut with_litter) = (0, 0, 0);
    for round in 0..40 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = run(current + 1);
        // Every other kill near the end, where the switch is.
        let moment = (seed >> 40) as f64 / f64::from(1 << 24);
        std::thread::sleep(whole.mul_f64(if round % 2 == 0 { moment * 1.05 } else { 0.6 + moment * 0.45 }));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut tree = pages(project.target.output());
        assert_eq!(tree.remove("memo.txt").unwrap(), b"mine");
        with_litter += usize::from(project.target.work().exists());
        if tree == big_site(COUNT, current + 1) {
            new += 1;
            current += 1;
        } else {
            assert!(tree == big_site(COUNT, current), "round {round}: neither old nor new");
            old += 1;
        }
        if round % 8 == 7 {
            assert!(run(current + 1).wait().unwrap().success(), "the next run works");
            current += 1;
            assert!(!project.target.work().exists(), "and clears up");
        }
    }
    project.deliver(&big_site(COUNT, current)).unwrap();
    let mut tree = pages(project.target.output());
    assert_eq!(tree.remove("memo.txt").unwrap(), b"mine");
    assert!(tree == big_site(COUNT, current) && !project.target.work().exists());
    eprintln!("whole run {whole:?}; killed 40 times: {old} old, {new} new, {with_litter} with staging left behind");
}

#[test]
fn modes_do_not_depend_on_the_umask() {
    let project = Project::new();
    let root = project.target.output().parent().unwrap();
    for (version, umask) in [(1, "077"), (2, "000"), (3, "027")] {
        let child = spawn_child(root, 30, version, |_| ());
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("umask {umask}; exec \"$@\""), "sh"]).arg(child.get_program()).args(child.get_args());
        shell.envs(child.get_envs().filter_map(|(name, value)| value.map(|value| (name, value)))).stdout(Stdio::null());
        assert!(shell.status().unwrap().success());
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        for path in tree(project.target.output()).into_keys() {
            let path = project.at(&path);
            assert_eq!(mode(&path), 0o644, "{path:?}");
            for directory in path.ancestors().skip(1).take_while(|place| place.starts_with(project.target.output())) {
                assert_eq!(mode(directory), 0o755, "{directory:?}");
            }
        }
    }
    fs::set_permissions(project.at("part1/page1.html"), fs::Permissions::from_mode(0o600)).unwrap();
    let summary = project.deliver(&big_site(30, 3)).unwrap();
    assert_eq!((summary.switched, summary.bytes_written), (false, 0));
    assert_eq!(fs::metadata(project.at("part1/page1.html")).unwrap().permissions().mode() & 0o777, 0o644);
}

/// A small disk of its own, unmounted when dropped.
struct SmallDisk(TempDir);

impl SmallDisk {
    fn mount(size: &str) -> Option<Self> {
        let dir = TempDir::new().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", size, "tmpfs"]).arg(dir.path()).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then_some(Self(dir))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_leaves_the_old_site_wherever_it_strikes() {
    let Some(disk) = SmallDisk::mount("size=2M,nr_inodes=1000") else {
        eprintln!("SKIPPED: no right to mount a small disk");
        return;
    };
    let root = disk.0.path();
    let target = Target::check(root, Path::new("public"), None).unwrap();
    let old = big_site(60, 1);
    deliver(&target, &old).unwrap();
    let before = (tree(target.output()), marks(target.output()));
    let (mut full, mut fitted) = (0, false);
    for filler in (0..=2048).rev().step_by(16) {
        let body = vec![b'x'; filler * 1024];
        let fits = fs::write(root.join("filler"), &body).is_ok();
        if !fits {
            // Use up the very last block too.
            let _ = fs::write(root.join("filler"), &body);
        }
        match deliver(&target, &big_site(60, 2)) {
            Err(error) => {
                let text = error.message().en;
                assert!(matches!(error, DeliverError::DiskFull { .. }), "{text}");
                assert!(text.contains(" MB"), "{text}");
                assert_eq!((tree(target.output()), marks(target.output())), before, "with {filler} KiB used up");
                assert!(!target.work().exists());
                full += 1;
            }
            Ok(_) => {
                fitted = true;
                break;
            }
        }
    }
    assert!(full > 3 && fitted, "{full} times full");
    assert_eq!(pages(target.output()), big_site(60, 2));
    // No inodes left.
    fs::remove_file(root.join("filler")).unwrap();
    match deliver(&target, &big_site(900, 3)) {
        Err(error @ DeliverError::DiskFull { .. }) => assert!(error.message().ja.contains("空き")),
        other => panic!("{other:?}"),
    }
    assert_eq!(pages(target.output()), big_site(60, 2));
}

#[test]
fn a_mount_point_is_refused_before_any_work() {
    let Some(disk) = SmallDisk::mount("size=1M") else {
        eprintln!("SKIPPED: no right to mount a small disk");
        return;
    };
    let root = disk.0.path();
    let refusal = Target::check(root.parent().unwrap().join("x").parent().unwrap(), root, None).unwrap_err();
    assert_eq!(refusal.code.name, "output-refused");
}

#[test]
fn a_directory_that_may_not_be_written_is_told_before_any_work() {
    let project = Project::new();
    let root = project.target.output().parent().unwrap();
    project.deliver(&big_site(20, 1)).unwrap();
    let before = (tree(project.target.output()), marks(project.target.output()));
    let run = |prefix: &[&str]| {
        let child = spawn_child(root, 20, 2, |_| ());
        let mut command = Command::new(prefix[0]);
        command.args(&prefix[1..]).arg(child.get_program()).args(child.get_args());
        command.envs(child.get_envs().filter_map(|(name, value)| value.map(|value| (name, value))));
        command.output().map(|output| (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned()))
    };
    let other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let Ok((true, _)) = Command::new(other[0])
        .args(&other[1..])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "child"])
        .output()
        .map(|output| (output.status.success(), ()))
    else {
        eprintln!("SKIPPED: no right to become another user");
        return;
    };
    // The directory above belongs to somebody else; then only the output directory does.
    for mode in [0o755, 0o777] {
        fs::set_permissions(root, fs::Permissions::from_mode(mode)).unwrap();
        let (fine, text) = run(&other).unwrap();
        assert!(!fine && text.contains("PermissionDenied"), "{text}");
        assert_eq!((tree(project.target.output()), marks(project.target.output())), before);
        assert!(!project.target.work().exists());
    }
}

#[test]
fn few_open_files_are_enough() {
    let project = Project::new();
    let root = project.target.output().parent().unwrap();
    for version in [1, 2] {
        let child = spawn_child(root, 500, version, |_| ());
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -n 32; exec \"$@\"", "sh"]).arg(child.get_program()).args(child.get_args());
        shell.envs(child.get_envs().filter_map(|(name, value)| value.map(|value| (name, value)))).stdout(Stdio::null());
        assert!(shell.status().unwrap().success());
        assert_eq!(pages(project.target.output()), big_site(500, version));
    }
}
