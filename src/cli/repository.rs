//! Where the portal lies in its repository: annotations of a CI name files from the root of the repository, wherever the command runs.
//! Reads no file of the portal and asks no other program.

use std::path::{Component, Path, PathBuf};
use std::{env, fs};

/// What stands before a path of the project so that it begins at the root of the repository (`portal/`); empty at the root itself. Outside
/// of a repository the path begins at the current folder, or at the top of the file system.
pub(super) fn prefix(root: &Path) -> String {
    let workspace = env::var_os("GITHUB_WORKSPACE").filter(|workspace| !workspace.is_empty()).map(PathBuf::from);
    below(root, workspace.as_deref(), env::current_dir().ok().as_deref())
}

fn below(root: &Path, workspace: Option<&Path>, here: Option<&Path>) -> String {
    let Ok(root) = fs::canonicalize(root) else { return String::new() };
    let real = |path: &Path| fs::canonicalize(path).ok();
    let top = top(&root, workspace.and_then(real).as_deref());
    let top = top.or_else(|| here.and_then(real).filter(|here| root.starts_with(here)));
    let shown = match &top {
        Some(top) => root.strip_prefix(top).unwrap_or(&root),
        None => &root,
    };
    let names = shown.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
    });
    let path: String = names.map(|name| format!("{name}/")).collect();
    if top.is_none() && cfg!(unix) { format!("/{path}") } else { path }
}

/// The root of the repository that `root` is checked out with. In the workspace of an action it is the outermost one, as the path of an
/// annotation begins there; elsewhere the nearest that is no submodule of another.
fn top(root: &Path, workspace: Option<&Path>) -> Option<PathBuf> {
    let is_repository = |place: &&Path| fs::symlink_metadata(place.join(".git")).is_ok();
    if let Some(workspace) = workspace.filter(|workspace| root.starts_with(workspace)) {
        let inside = root.ancestors().take_while(|place| place.starts_with(workspace));
        return Some(inside.filter(is_repository).last().unwrap_or(workspace).to_owned());
    }
    let mut repositories = root.ancestors().filter(is_repository).peekable();
    let nearest = repositories.peek().copied();
    repositories.find(|place| !is_submodule(place)).or(nearest).map(Path::to_owned)
}

/// A submodule has a file `.git` that leads into `modules/` of the repository around it; a linked work tree leads into `worktrees/`.
fn is_submodule(place: &Path) -> bool {
    let leads_to = fs::read_to_string(place.join(".git")).unwrap_or_default();
    leads_to.strip_prefix("gitdir:").is_some_and(|path| path.replace('\\', "/").contains("/modules/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with `portal/` in it and what else is named; a name that ends in `/` is a folder.
    fn laid(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let top = fs::canonicalize(dir.path()).expect("there").join("work");
        fs::create_dir_all(top.join("portal/in")).expect("made");
        for (path, text) in files {
            let place = top.join(path);
            match path.ends_with('/') {
                true => fs::create_dir_all(place).expect("made"),
                false => fs::write(place, text).expect("written"),
            }
        }
        (dir, top)
    }

    #[test]
    fn paths_begin_at_the_root_of_the_repository() {
        let (_dir, top) = laid(&[(".git/", "")]);
        assert_eq!(below(&top.join("portal"), None, None), "portal/");
        assert_eq!(below(&top.join("portal/in/.."), None, Some(&top.join("portal"))), "portal/", "the current folder means nothing");
        assert_eq!(below(&top.join("portal/in"), None, None), "portal/in/");
        assert_eq!(below(&top, None, None), "", "at the root");
        assert_eq!(below(&top.join("portal"), Some(&top), None), "portal/");
        assert_eq!(below(&top.join("portal"), Some(Path::new("/somewhere/else")), None), "portal/");
        assert_eq!(below(&top.join("nowhere"), None, None), "");
    }

    #[test]
    fn work_trees_and_submodules_are_told_apart() {
        let (_dir, top) = laid(&[(".git", "gitdir: /home/a/main/.git/worktrees/work\n")]);
        assert_eq!(below(&top.join("portal"), None, None), "portal/", "a linked work tree is a root");
        let (_dir, top) = laid(&[(".git/", ""), ("portal/.git", "gitdir: ../.git/modules/portal\n")]);
        assert_eq!(below(&top.join("portal/in"), None, None), "portal/in/", "a submodule is not");
        let (_dir, top) = laid(&[("portal/.git", "gitdir: ../.git/modules/portal\n")]);
        assert_eq!(below(&top.join("portal/in"), None, None), "in/", "unless nothing is around it");
    }

    #[test]
    fn the_workspace_of_an_action_counts() {
        let (_dir, top) = laid(&[("portal/.git/", "")]);
        assert_eq!(below(&top.join("portal/in"), Some(&top), None), "in/", "checked out below the workspace");
        let (_dir, top) = laid(&[(".git/", ""), ("portal/.git/", "")]);
        assert_eq!(below(&top.join("portal/in"), Some(&top), None), "portal/in/", "one repository in another");
        let (_dir, top) = laid(&[]);
        assert_eq!(below(&top.join("portal"), Some(&top), None), "portal/", "without any");
    }

    #[test]
    fn outside_of_a_repository_the_current_folder_is_the_beginning() {
        let (_dir, top) = laid(&[]);
        if top.ancestors().any(|place| place.join(".git").exists()) {
            return;
        }
        assert_eq!(below(&top.join("portal"), None, Some(&top)), "portal/");
        assert!(below(&top.join("portal"), None, Some(&top.join("portal/in"))).ends_with("/work/portal/"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_the_portal_is_seen_through() {
        let (_dir, top) = laid(&[(".git/", "")]);
        std::os::unix::fs::symlink(top.join("portal"), top.join("link")).expect("linked");
        assert_eq!(below(&top.join("link"), None, None), "portal/");
        assert_eq!(below(&top.join("link"), Some(&top), None), "portal/");
    }
}
