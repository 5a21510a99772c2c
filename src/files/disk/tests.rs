use super::*;

#[cfg(unix)]
#[test]
fn a_question_that_fails_is_no_no() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("file"), "x").unwrap();
    std::os::unix::fs::symlink("nowhere", at("dangling")).unwrap();
    std::os::unix::fs::symlink("loop", at("loop")).unwrap();
    assert!(is_there(&at("file")).unwrap());
    assert!(!is_there(&at("absent")).unwrap());
    assert!(!is_there(&at("file/below")).unwrap());
    assert!(is_there(&at("dangling")).unwrap());
    assert!(about(&at("dangling")).unwrap().is_none());
    // No root may ask this either: the question itself fails.
    assert!(about(&at("loop")).is_err());
    assert!(is_there(&at(&"x".repeat(300))).is_err());
}

#[cfg(unix)]
#[test]
fn nobody_waits_for_a_pipe_and_no_link_is_followed_to_write() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mode = rustix::fs::Mode::from_raw_mode(0o600);
    let kind = rustix::fs::FileType::Fifo;
    rustix::fs::mknodat(rustix::fs::CWD, at("pipe"), kind, mode, 0).unwrap();
    assert_eq!(
        open(&at("pipe")).err().unwrap().kind(),
        ErrorKind::InvalidInput
    );
    assert!(open_own(&at("pipe")).is_err());
    assert_eq!(
        open(folder.path()).err().unwrap().kind(),
        ErrorKind::IsADirectory
    );
    fs::write(at("victim"), "whole").unwrap();
    std::os::unix::fs::symlink(at("victim"), at("planted")).unwrap();
    assert!(create(&at("planted")).is_err());
    assert!(open_own(&at("planted")).is_err());
    assert_eq!(fs::read_to_string(at("victim")).unwrap(), "whole");
}

#[cfg(unix)]
#[test]
fn what_is_made_is_for_its_own_account_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("a/b");
    create_folder(&inner).unwrap();
    create(&inner.join("new")).unwrap();
    open_own(&inner.join("own")).unwrap();
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder.path().join("a")), 0o700);
    assert_eq!(mode(inner.clone()), 0o700);
    assert_eq!(mode(inner.join("new")), 0o600);
    assert_eq!(mode(inner.join("own")), 0o600);
}

#[test]
fn a_new_name_takes_the_place_of_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("new"), "new").unwrap();
    fs::write(at("old"), "old").unwrap();
    let refused = rename_new(&at("new"), &at("old")).err().unwrap();
    assert_eq!(refused.kind(), ErrorKind::AlreadyExists);
    assert_eq!(fs::read_to_string(at("old")).unwrap(), "old");
    fs::create_dir(at("empty")).unwrap();
    fs::create_dir(at("folder")).unwrap();
    assert!(rename_new(&at("folder"), &at("empty")).is_err());
    rename_new(&at("new"), &at("other")).unwrap();
    assert_eq!(fs::read_to_string(at("other")).unwrap(), "new");
}

#[cfg(target_os = "linux")]
#[test]
fn the_file_system_is_named_with_its_place() {
    let name = file_system(Path::new("/proc/self"));
    assert_eq!(name, "the file system proc at /proc");
    assert!(file_system(Path::new("/nowhere/at/all")).starts_with("the file system "));
}
