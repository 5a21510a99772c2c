//! Standard output and the terminal: what cannot be written is an error, a pipe that its reader
//! closed is none, and no name of a file or value of a list acts or forges a message.

use crate::common::{AS_OF, World, entry, listed, preboard};
use std::ffi::OsString;
use std::fs::File;
use std::process::{Command, Output, Stdio};

/// A night with a review, and every command that prints, as it is typed.
fn printing() -> (World, Vec<Vec<OsString>>) {
    let world = World::new();
    let case = world.night("night").case().case_id;
    world.decide("night", &[(&case, "19:00", "concur")]);
    let mut newer = listed();
    newer[0].birth_places.push("Varna".to_owned());
    world.list_as("newer.parquet", &newer);
    let path = |name: &str| world.path(name).into_os_string();
    let words = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
    let on = |text: &str, paths: &[&str]| {
        let mut typed = words(text);
        typed.extend(paths.iter().map(|name| path(name)));
        typed
    };
    let inputs = |text: &str| {
        let mut typed = words(text);
        for (option, name) in [
            ("--config", "settings.toml"),
            ("--manifest", "manifest.parquet"),
            ("--watchlist", "list.parquet"),
            ("--out", "out"),
        ] {
            typed.extend([option.into(), path(name)]);
        }
        typed
    };
    let commands = vec![
        words("--help"),
        words("--version"),
        words("review --help"),
        words("completions bash"),
        words("man"),
        words("schema"),
        words("schema evidence --format json"),
        on("cases", &["out/night"]),
        on("cases --format csv", &["out/night"]),
        on("cases --format json", &["out/night"]),
        on("review --template", &["out/night"]),
        on(&format!("explain {case} --run"), &["out/night"]),
        on(
            &format!("explain {case} --format json --run"),
            &["out/night"],
        ),
        on("verify", &["out/night"]),
        on("watchlist diff", &["list.parquet", "newer.parquet"]),
        on("watchlist inspect", &["list.parquet"]),
        on("watchlist inspect --format json", &["list.parquet"]),
        on("evaluate --self-screen", &["list.parquet"]),
        inputs("check --show-settings"),
        on("purge --dry-run --out", &["out"]),
    ];
    (world, commands)
}

fn output(typed: &[OsString], stdout: Stdio) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_preboard"));
    command.args(typed).stdout(stdout).stderr(Stdio::piped());
    command.output().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_by_every_command_that_prints() {
    let (_world, commands) = printing();
    for typed in commands {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = output(&typed, full.into());
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(74), "{typed:?}: {text}");
        assert!(
            text.contains("error: writing standard output failed"),
            "{typed:?}: {text}"
        );
    }
}

#[test]
fn a_pipe_that_its_reader_closed_is_no_failure() {
    let (_world, commands) = printing();
    for typed in commands {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = output(&typed, writer.into());
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{typed:?}: {text}");
        assert!(!text.contains("error"), "{typed:?}: {text}");
    }
}

/// A name that moves the cursor, and one line that would pass for another message.
const FORGED: &str = "x\u{1b}[2J\nerror: all is well\u{202E}";

/// Nothing that a terminal obeys, and no line that a value began.
#[track_caller]
fn inert(output: &[u8], place: &str) {
    let text = String::from_utf8_lossy(output);
    let acts = |c: char| c.is_control() && c != '\n' && c != '\t' || c == '\u{202E}';
    assert!(!text.contains(acts), "{place}: {text:?}");
    assert!(!text.contains("\nerror: all is well"), "{place}: {text:?}");
    assert!(!text.starts_with("error: all is well"), "{place}: {text:?}");
}

#[cfg(unix)]
#[test]
fn no_name_of_a_file_and_no_argument_forges_a_message() {
    let world = World::new();
    let file = world.write(FORGED, "no Parquet").into_os_string();
    let absent = world.path(&format!("absent{FORGED}")).into_os_string();
    let out = || ["--out".into(), world.path("out").into_os_string()];
    let word = |text: &str| OsString::from(text);
    let wrong_key = world.write(
        "key.toml",
        format!("{:?} = 1\n", FORGED)
            .replace("\\u{1b}", "\\u001b")
            .replace("\\u{202e}", "\\u202e"),
    );
    for (place, typed) in [
        (
            "manifest",
            [
                vec![word("run"), word("--manifest"), file.clone()],
                out().to_vec(),
            ]
            .concat(),
        ),
        (
            "absent",
            [
                vec![word("run"), word("--manifest"), absent.clone()],
                out().to_vec(),
            ]
            .concat(),
        ),
        (
            "list",
            vec![word("watchlist"), word("inspect"), file.clone()],
        ),
        (
            "settings",
            vec![word("check"), word("--config"), absent.clone()],
        ),
        (
            "key",
            vec![word("check"), word("--config"), wrong_key.into()],
        ),
        ("run", vec![word("verify"), absent.clone()]),
        (
            "case",
            vec![word("explain"), word(FORGED), word("--run"), absent.clone()],
        ),
        ("misuse", vec![word("run"), word(FORGED)]),
        (
            "misused option",
            vec![word("run"), word(&format!("--{FORGED}"))],
        ),
        ("value", vec![word("run"), word("--progress"), word(FORGED)]),
        ("command", vec![word(FORGED)]),
    ] {
        let found = output(&typed, Stdio::piped());
        assert_ne!(found.status.code(), Some(0), "{place}");
        inert(&found.stderr, place);
        inert(&found.stdout, place);
    }
}

#[test]
fn what_a_list_holds_reaches_a_terminal_and_a_csv_inert() {
    let world = World::new();
    let hostile = entry("=1+1", "ZUMARINOV", &format!("B{FORGED}"), "1970-03-05");
    let mut entries = vec![hostile, listed()[1].clone()];
    entries[0].list = "@SUM(1)".to_owned();
    let list = world.list_as("hostile.parquet", &entries);
    let plain = world.list_as("plain.parquet", &listed());
    let mut diff = preboard();
    let said = diff
        .args(["watchlist", "diff"])
        .args([&plain, &list])
        .output()
        .unwrap();
    let text = String::from_utf8(said.stdout).unwrap();
    assert!(text.contains("'@SUM(1),'=1+1"), "{text}");
    assert!(!text.contains(['\u{1b}', '\u{202E}']), "{text:?}");
    for format in ["text", "json"] {
        let mut inspect = preboard();
        inspect
            .args(["watchlist", "inspect", "--format", format])
            .arg(&list);
        inert(&inspect.output().unwrap().stdout, format);
        let mut explain = preboard();
        explain.args(["explain", "--surname", "Zumarinov", "--as-of", AS_OF]);
        explain.args(["--format", format, "--watchlist"]).arg(&list);
        let said = explain.output().unwrap();
        assert_eq!(said.status.code(), Some(0), "{said:?}");
        inert(&said.stdout, format);
    }
}

/// The file is whole and there; the process has too few descriptors.
#[cfg(target_os = "linux")]
#[test]
fn a_process_without_files_to_open_says_so_and_not_that_an_input_is_missing() {
    let world = World::new();
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -n 4; exec \"$@\"", "sh"]);
    shell
        .arg(env!("CARGO_BIN_EXE_preboard"))
        .args(world.run_arguments(AS_OF));
    let output = shell.output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(69), "{text}");
    assert!(text.contains("ulimit -n"), "{text}");
}

#[test]
fn settings_refuse_ages_periods_and_numbers_that_mean_nothing() {
    let world = World::new();
    for (settings, word) in [
        (
            "[run]\nlist_age_days = -1\n",
            "run.list_age_days must lie between 0",
        ),
        (
            "[run]\nlist_age_days = 9223372036854775807\n",
            "run.list_age_days must lie",
        ),
        (
            "[run.list_age_days_of]\nTEST = -3\n",
            "run.list_age_days_of.TEST must lie",
        ),
        ("[run]\nthreads = -1\n", "threads"),
        (
            "[run]\nthreads = 4097\n",
            "run.threads must lie between 0 and 4096",
        ),
        (
            "[output]\ncut_off_minutes = -180\n",
            "output.cut_off_minutes must lie",
        ),
        (
            "[redress]\ncleared_for_days = -1\n",
            "redress.cleared_for_days must lie",
        ),
        (
            "[decision.documents]\nminimum_connection_minutes = 9223372036854775807\n",
            "minimum_connection_minutes must lie",
        ),
        (
            "[decision.documents]\nfastest_kmh = inf\n",
            "fastest_kmh must lie",
        ),
        (
            "[retention]\npreset = \"own\"\n[retention.presets.own]\nmask = \"\"\ndelete = \"1ns\"\nledger = \"1 year\"\n",
            "own.delete: \"1ns\" is less than a day",
        ),
    ] {
        world.settings(settings);
        world.refuses(&mut world.run(), 78, &["settings.toml", word]);
    }
    world.settings("");
    let mut run = world.run();
    run.args(["--threads", "18446744073709551615"]);
    world.refuses(&mut run, 78, &["run.threads must lie"]);
}
