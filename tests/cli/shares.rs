//! What leaves for a partner by which rule, and how it is called back.

use crate::common::{
    Said, World, entry, import_as_it_is, listed, merge, passengers, preboard, row,
};
use jiff::civil::date;
use preboard::Entry;
use preboard::watchlist::canonical::{self, ListMeta};
use serde_json::Value;

const PARTNERS: &str = r#"
[sources.manifest]
tlp = "amber"
originator_consent = true
purposes = ["border"]
max_age_days = 30

[sources.TEST]
tlp = "green"
originator_consent = true
purposes = ["border", "crime"]
max_age_days = 90

[partners.B]
tlp = "amber"
purposes = ["border"]
categories = ["fugitive"]
fields = ["surname", "given_names", "birth_date", "document_type", "document_number",
    "document_issuer", "category", "entry_name", "flight_number"]

[partners.NARROW]
tlp = "green"
purposes = ["crime"]
categories = ["fugitive"]
fields = ["surname", "entry_name"]
format = "misp"
"#;

fn fugitive(id: &str, surname: &str, given: &str, birth: &str) -> Entry {
    Entry {
        category: "fugitive".to_owned(),
        ..entry(id, surname, given, birth)
    }
}

/// Two listed passengers and one who is a victim.
fn world() -> World {
    let mut victim = fugitive("9", "BELISARIUS", "Anna", "1990-01-02");
    victim.category = "trafficking_victim".to_owned();
    let world = World::of(
        &[
            row("ZUMARINOV", "BORISLAV", "1970-03-05"),
            row("QADRIYOV", "TIMUR", "1955-02-03"),
            row("BELISARIUS", "ANNA", "1990-01-02"),
        ],
        &[],
    );
    list(
        &world,
        &[
            fugitive("7", "ZUMARINOV", "Borislav", "1970-03-05"),
            fugitive("8", "QADRIYOV", "Timur", "1955-02-03"),
            victim,
        ],
    );
    world.write("partners.toml", PARTNERS);
    settings(&world, "");
    world
}

fn list(world: &World, entries: &[Entry]) {
    let meta = ListMeta {
        list_date: Some(date(2026, 11, 20)),
        ..ListMeta::default()
    };
    canonical::write(&world.path("list.parquet"), entries, &meta).unwrap();
}

fn settings(world: &World, more: &str) {
    let text = "[sharing]\npartners = \"partners.toml\"\n[inputs]\nwatchlists = [\"list.parquet\"]\n[run]\nas_of = \"2026-11-23T20:00:00Z\"\n";
    world.settings(&format!("{text}{more}"));
}

fn share(world: &World, more: &[&str]) -> Said {
    let mut share = world.command("share");
    share.arg("--out").arg(world.path("out"));
    Said::of(share.args(more))
}

/// A night whose three cases an officer concurred with: ids by surname.
fn concurred(world: &World) -> std::collections::BTreeMap<String, String> {
    let ids = world.night("first").case_ids();
    let words: Vec<(&str, &str, &str)> = ids
        .values()
        .map(|id| (id.as_str(), "19:00", "concur"))
        .collect();
    world.decide("first", &words);
    ids
}

fn file(world: &World, name: &str) -> String {
    world.text(&format!("out/shares/{name}"))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn what_no_rule_lets_through_stays_and_a_dry_run_says_by_which() {
    let world = world();
    let ids = concurred(&world);
    let all: Vec<&str> = ids.values().map(String::as_str).collect();
    let asked = [&["B", "--cases"][..], &all].concat();
    let dry = share(&world, &[&asked[..], &["--dry-run"]].concat()).ok();
    assert!(!dry.out.contains("ZUMARINOV"), "no value is repeated");
    let line = |case: &str, field: &str| {
        let start = format!("{},B,{field},", ids[case]);
        let mut lines = dry.out.lines();
        lines.find_map(|line| line.strip_prefix(&start)).unwrap()
    };
    assert_eq!(
        line("ZUMARINOV", "surname"),
        "true,fields; sources.manifest; sources.TEST"
    );
    assert!(line("ZUMARINOV", "sex").starts_with("false,field:"));
    assert!(line("ZUMARINOV", "score_bits").starts_with("false,never:"));
    assert!(line("BELISARIUS", "surname").starts_with("false,victims:"));
    assert!(!world.path("out/shares").exists(), "nothing is written");

    share(&world, &asked).ended(64);
    let sent = share(&world, &[&asked[..], &["--officer", "Officer 7"]].concat());
    sent.ok().tells(&["2 people for B"]).hides(&["ZUMARINOV"]);
    for name in ["0001/people.ftm.jsonl", "0001/people.csv"] {
        let text = file(&world, name);
        assert!(text.contains("ZUMARINOV") && text.contains("QADRIYOV"));
        for hidden in ["BELISARIUS", "C-", "score", "manifest.parquet"] {
            assert!(!text.contains(hidden), "{hidden} in {name}");
        }
    }
    let receipt = json(&file(&world, "0001/receipt.json"));
    assert_eq!(receipt["people"].as_array().unwrap().len(), 2);
    assert_eq!(receipt["fields"]["surname"]["values"], 2);
    assert!(
        receipt["held"]
            .to_string()
            .contains("victims: never shared")
    );
    assert!(!receipt.to_string().contains("ZUMARINOV"));
    let journal = world.text("out/journal.jsonl");
    let line = journal.lines().last().unwrap();
    for expect in [
        "\"event\":\"share\"",
        "\"partner\":\"B\"",
        "\"officer\":\"Officer 7\"",
        receipt["audit_digest"].as_str().unwrap(),
        "sources.manifest",
    ] {
        assert!(line.contains(expect), "{expect} in {line}");
    }
    assert!(!journal.contains("ZUMARINOV"));
}

#[test]
fn a_stricter_source_of_a_value_holds_it_back_from_a_freer_partner() {
    let world = world();
    let ids = concurred(&world);
    let asked = ["NARROW", "--cases", &ids["ZUMARINOV"], "--officer", "7"];
    // Carriers' data is amber, the partner green: what the list itself says may go.
    share(&world, &asked).ok().tells(&["1 person for NARROW"]);
    let event = json(&file(&world, "0001/event.misp.json"));
    assert_eq!(event["Event"]["Tag"][0]["name"], "tlp:green");
    let text = event.to_string();
    assert!(text.contains("ZUMARINOV, Borislav") && !text.contains("last-name"));

    let without_rule = PARTNERS.replace("[sources.TEST]", "[sources.OTHER]");
    world.write("partners.toml", without_rule);
    share(&world, &asked).ok().tells(&["nothing leaves"]);
    world.write("partners.toml", PARTNERS.replace("days = 90", "days = 2"));
    share(&world, &asked).ok().tells(&["nothing leaves"]);
    assert!(!world.path("out/shares/0002").exists());
}

#[test]
fn only_concurred_cases_and_sealed_packages_leave() {
    let world = world();
    let id = &world.night("first").case_ids()["ZUMARINOV"];
    share(&world, &["B", "--cases", id, "--officer", "7"])
        .ended(64)
        .tells(&["no officer concurred"]);
    let mut package = world.command("package");
    package.arg("--run").arg(world.path("out/first"));
    let role = format!("{id}=subject");
    let written = package.args([id, "--officer", "12", "--role", &role]);
    Said::of(written).ok();
    let name = std::fs::read_dir(world.path("out/packages")).unwrap();
    let mut names = name.map(|one| one.unwrap().file_name().into_string().unwrap());
    let name = names.find(|name| name.starts_with("P-")).unwrap();
    let asked = ["B", "--package", &name, "--officer", "7"];
    share(&world, &asked).ended(64).tells(&["is a draft"]);
    let mut approve = preboard();
    approve.args(["package", "approve", &name, "--officer", "7", "--config"]);
    approve.arg(world.path("settings.toml")).arg("--out");
    Said::of(approve.arg(world.path("out"))).ok();
    share(&world, &asked).ok().tells(&["1 person for B"]);
    let receipt = json(&file(&world, "0001/receipt.json"));
    assert_eq!(receipt["package_id"], name.as_str());
    // Whoever makes a sealed package of a draft by hand has no line of the journal.
    let path = world.path(&format!("out/packages/{name}/package.json"));
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("subject", "contact")).unwrap();
    share(&world, &asked).ended(65);
}

#[test]
fn every_way_not_to_share_has_its_code() {
    let world = world();
    let ids = concurred(&world);
    let id = ids["ZUMARINOV"].as_str();
    let asked = |partner: &str| share(&world, &[partner, "--cases", id, "--officer", "7"]);
    asked("NOBODY")
        .ended(64)
        .tells(&["no agreement with NOBODY", "B, NARROW"]);
    share(&world, &["B", "--officer", "7"]).ended(64);
    share(&world, &["B", "--recall", "--officer", "7"]).ended(64);
    let victims = PARTNERS.replacen("\"fugitive\"", "\"trafficking_victim\"", 1);
    world.write("partners.toml", victims);
    asked("B").ended(78).tells(&["shared with nobody"]);
    world.write("partners.toml", PARTNERS.replacen("tlp", "tpl", 1));
    asked("B").ended(78);
    std::fs::remove_file(world.path("partners.toml")).unwrap();
    asked("B").ended(66);
    let names: Vec<_> = std::fs::read_dir(world.path("out/shares")).map_or_else(
        |_| Vec::new(),
        |found| found.map(|one| one.unwrap().file_name()).collect(),
    );
    assert!(names.iter().all(|name| name == ".lock"), "{names:?}");
}

#[cfg(not(feature = "encrypt"))]
#[test]
fn a_partner_with_a_key_is_sent_nothing_in_clear() {
    let world = world();
    let ids = concurred(&world);
    let key = "format = \"misp\"\nkeys = [\"age1x\"]\n";
    world.write(
        "partners.toml",
        PARTNERS.replace("format = \"misp\"\n", key),
    );
    let asked = ["NARROW", "--cases", &ids["ZUMARINOV"], "--officer", "7"];
    share(&world, &asked)
        .ended(69)
        .tells(&["encryption is not built into"]);
    assert!(!world.path("out/shares/0001").exists());
}

/// B's desk: its own folder, list and settings.
fn desk_b() -> World {
    let world = World::of(&passengers(), &listed());
    world.settings("");
    world
}

fn import(b: &World, a: &World, name: &str) -> Said {
    let source = a.path(&format!("out/shares/{name}"));
    let out = b.path("list.parquet");
    import_as_it_is(
        "watchlist",
        "ftm-json",
        &source,
        &out,
        &["--reliability", "B2"],
    )
}

#[test]
fn what_a_shares_b_finds_and_what_a_calls_back_b_finds_no_more() {
    let a = world();
    let ids = concurred(&a);
    let both = ["B", "--cases", &ids["ZUMARINOV"], &ids["QADRIYOV"]];
    share(&a, &[&both[..], &["--officer", "7"]].concat()).ok();

    let b = desk_b();
    std::fs::remove_file(b.path("list.parquet")).unwrap();
    import(&b, &a, "0001/people.ftm.jsonl")
        .ok()
        .tells(&["2 entries"]);
    let found = b.night("first").case();
    assert_eq!(found.surname, "ZUMARINOV");
    assert_eq!(found.category.as_deref(), Some("fugitive"));
    assert!(found.entry_id.as_deref().unwrap().starts_with("preboard-"));

    // A's list withdraws the entry: the run says so, and so does a dry run.
    share(&a, &["--recall", "--officer", "7"])
        .ok()
        .tells(&["nobody who was shared"]);
    list(
        &a,
        &[
            fugitive("8", "QADRIYOV", "Timur", "1955-02-03"),
            fugitive("10", "CORVINUS", "Max", "1970-01-02"),
            fugitive("11", "PALAIOLOGOS", "Leo", "1970-01-02"),
        ],
    );
    let mut night = preboard();
    night.args(a.run_arguments("2026-11-23T18:00:00Z"));
    Said::of(night.args(["--run-id", "second"]))
        .ok()
        .tells(&["1 person shared", "preboard share --recall"]);
    let dry = share(&a, &["--recall", "--dry-run"]).ok();
    assert!(dry.out.contains("entry_withdrawn"), "{}", dry.out);
    share(&a, &["--recall", "--officer", "7"])
        .ok()
        .tells(&["1 person called back from B"]);
    share(&a, &["--recall", "--officer", "7"])
        .ok()
        .tells(&["nobody who was shared"]);
    let told = file(&a, "0002/people.ftm.jsonl");
    assert!(!told.contains("ZUMARINOV"), "{told}");
    assert!(a.text("out/journal.jsonl").contains("\"deed\":\"recall\""));

    import(&b, &a, "0002/people.ftm.jsonl")
        .ok()
        .tells(&["1 person taken off"]);
    let mut night = preboard();
    night.args(b.run_arguments("2026-11-23T19:00:00Z"));
    night.args(["--run-id", "second"]);
    for list in b.published_run("first").record().list_counts.keys() {
        night.args(["--accept-list", list]);
    }
    Said::of(&mut night).ok();
    let silent = b.published_run("second").cases();
    let open = silent
        .iter()
        .filter(|case| case.status.as_str() != "withdrawn");
    assert_eq!(open.count(), 0);
}

#[test]
fn a_word_against_a_shared_case_is_told_and_called_back() {
    let world = world();
    let ids = concurred(&world);
    let id = ids["ZUMARINOV"].as_str();
    share(&world, &["B", "--cases", id, "--officer", "7"]).ok();
    let said = world.decide("first", &[(id, "19:30", "not_concur")]);
    assert!(said.contains("1 person shared"), "{said}");
    let dry = share(&world, &["--recall", "--dry-run"]).ok();
    assert!(dry.out.contains("not_concurred"), "{}", dry.out);
    share(&world, &["--recall", "--officer", "7"]).ok();
    // Nor is it shared again.
    share(&world, &["B", "--cases", id, "--officer", "7"]).ended(64);
}

#[test]
fn a_redress_number_granted_and_an_end_date_call_back_too() {
    let world = world();
    let ids = concurred(&world);
    let id = ids["ZUMARINOV"].as_str();
    share(&world, &["B", "--cases", id, "--officer", "7"]).ok();
    let redress = world.write(
        "redress.csv",
        "redress_number,surname,given_names,birth_date,list,entry_id,entry_digest,granted_on\n7654321,Zumarinov,Borislav,1970-03-05,TEST,7,abc,2026-11-01\n",
    );
    let text = world.text("settings.toml");
    let named = "watchlists = [\"list.parquet\"]\nredress = [\"redress.csv\"]\n";
    world.settings(&text.replace("watchlists = [\"list.parquet\"]\n", named));
    let dry = share(&world, &["--recall", "--dry-run"]).ok();
    assert!(dry.out.contains("redress_granted"), "{}", dry.out);
    std::fs::remove_file(redress).unwrap();
    world.settings(&text.replace("2026-11-23T20", "2027-06-23T20"));
    let dry = share(&world, &["--recall", "--dry-run"]).ok();
    assert!(dry.out.contains("expired"), "{}", dry.out);
}

#[test]
fn what_a_partner_gives_back_is_no_new_source() {
    let a = world();
    let ids = concurred(&a);
    share(&a, &["B", "--cases", &ids["ZUMARINOV"], "--officer", "7"]).ok();
    let mut import = preboard();
    import.args(["watchlist", "import", "ftm-json"]);
    import.arg(a.path("out/shares/0001/people.ftm.jsonl"));
    import.arg("-o").arg(a.path("back.parquet"));
    let own = format!(
        "{}[output]\nfolder = {:?}\n",
        a.text("settings.toml"),
        a.path("out")
    );
    a.settings(&own);
    import.arg("--config").arg(a.path("settings.toml"));
    Said::of(&mut import)
        .ended(65)
        .tells(&["1 person shared from here came back"]);
    assert!(!a.path("back.parquet").exists());
}

#[test]
fn packages_and_shares_end_with_their_run_and_a_count_and_a_digest_stay() {
    let world = world();
    let ids = concurred(&world);
    let id = ids["ZUMARINOV"].as_str();
    share(&world, &["B", "--cases", id, "--officer", "7"]).ok();
    let mut package = world.command("package");
    package.arg("--run").arg(world.path("out/first"));
    let role = format!("{id}=subject");
    Said::of(package.args([id, "--officer", "12", "--role", &role])).ok();
    world.verify("first").ok();
    let dry = world.purge("2026-11-24T00:00:00Z", &["--dry-run"]).ok();
    assert!(!dry.out.contains("delete,"), "{}", dry.out);

    world
        .purge("2026-11-24T00:00:00Z", &["--mask", "first"])
        .ok()
        .tells(&["2 packages and shares ended", "never called back: 1"]);
    let left: Vec<String> = ["packages", "shares"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(world.path(&format!("out/{folder}"))).unwrap())
        .map(|one| one.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != ".lock")
        .collect();
    assert_eq!(left, [""; 0]);
    let journal = world.text("out/journal.jsonl");
    let ended: Vec<Value> = journal.lines().map(json).collect();
    let ended = ended.iter().filter(|line| line["event"] == "ended");
    let products: Vec<&str> = ended
        .map(|line| {
            assert_eq!(line["people"], 1);
            line["product"].as_str().unwrap()
        })
        .collect();
    assert_eq!(products, ["package", "share"]);
    let verified = world.verify("first").ok();
    assert!(
        verified.out.contains("names nobody any more"),
        "{}",
        verified.out
    );
    // The number of a share that is gone is not given again.
    assert_eq!(world.decided().len(), 3);
}

#[test]
fn verify_tells_what_was_done_to_packages_and_shares() {
    type Deed = fn(&World);
    let deeds: [(Deed, &str); 4] = [
        (
            |world| {
                let text = world.text("out/shares/0001/people.csv");
                world.write("out/shares/0001/people.csv", text + "x");
            },
            "shares/0001/people.csv",
        ),
        (
            |world| {
                let text = world.text("out/shares/0001/receipt.json");
                let text = text.replace("Officer 7", "Officer 9");
                world.write("out/shares/0001/receipt.json", text);
            },
            "shares/0001/receipt.json",
        ),
        (
            |world| std::fs::remove_dir_all(world.path("out/shares/0001")).unwrap(),
            "journal.jsonl: shares/0001",
        ),
        (
            |world| drop(world.write("out/shares/more.csv", "x")),
            "shares/more.csv",
        ),
    ];
    for (deed, path) in deeds {
        let world = world();
        let ids = concurred(&world);
        let asked = ["B", "--cases", &ids["ZUMARINOV"], "--officer", "Officer 7"];
        share(&world, &asked).ok();
        world.verify("first").ok();
        deed(&world);
        let verified = world.verify("first").ended(1);
        assert!(verified.out.contains(path), "{path}: {}", verified.out);
    }
}

#[test]
fn of_a_merged_entry_every_list_must_allow_it() {
    let world = world();
    let one = fugitive("7", "ZUMARINOV", "Borislav", "1970-03-05");
    let other = Entry {
        list: "OTHER".to_owned(),
        ..one.clone()
    };
    list(&world, &[one]);
    std::fs::rename(world.path("list.parquet"), world.path("one.parquet")).unwrap();
    list(&world, &[other]);
    std::fs::rename(world.path("list.parquet"), world.path("other.parquet")).unwrap();
    let lists = ["one.parquet", "other.parquet"].map(|name| world.path(name));
    merge(&lists, &world.path("list.parquet"))
        .ok()
        .tells(&["1 "]);
    let ids = concurred(&world);
    assert_eq!(ids.len(), 1, "{ids:?}");
    let asked = ["B", "--cases", &ids["ZUMARINOV"], "--dry-run"];
    let dry = share(&world, &asked).ok();
    assert!(
        dry.out.contains("source: sources.OTHER is not set"),
        "{}",
        dry.out
    );
    let rule = PARTNERS.replace("[partners.B]", "[sources.OTHER]\ntlp = \"green\"\noriginator_consent = true\npurposes = [\"border\"]\nmax_age_days = 90\n\n[partners.B]");
    world.write("partners.toml", rule);
    let dry = share(&world, &asked).ok();
    assert!(
        dry.out.contains("; sources.OTHER; sources.TEST"),
        "{}",
        dry.out
    );
}

/// Formulas, escapes and markup in the carriers' data and in the list reach nobody as such.
#[test]
fn hostile_values_are_values_in_every_form() {
    let bad = "=1+1<script>\u{1b}[2J\u{202e}\"";
    let mut passenger = row("ZUMARINOV", "BORISLAV", "1970-03-05");
    passenger.nationality = Some("FRA".to_owned());
    let mut listed = fugitive("7", "ZUMARINOV", "Borislav", "1970-03-05");
    listed.entry_id = bad.to_owned();
    let world = World::of(&[passenger], &[]);
    list(&world, &[listed]);
    let fields = PARTNERS.replace(
        "\"flight_number\"",
        "\"flight_number\", \"entry_id\", \"list\"",
    );
    world.write("partners.toml", fields);
    settings(&world, "");
    let ids = concurred(&world);
    let id = ids["ZUMARINOV"].as_str();
    for format in ["ftm", "misp"] {
        let asked = ["B", "--cases", id, "--officer", "7", "--format", format];
        share(&world, &asked).ok();
    }
    let mut package = world.command("package");
    package.arg("--run").arg(world.path("out/first"));
    Said::of(package.args([id, "--officer", "12"])).ok();
    let folders = std::fs::read_dir(world.path("out/packages")).unwrap();
    let package = folders
        .map(|one| one.unwrap().path())
        .find(|one| one.join("package.html").is_file());
    let page = std::fs::read_to_string(package.unwrap().join("package.html")).unwrap();
    let files = [
        "0001/people.ftm.jsonl",
        "0001/people.csv",
        "0002/event.misp.json",
    ];
    for text in files.map(|name| file(&world, name)).iter().chain([&page]) {
        assert!(text.contains("1+1"), "the value is there");
        for acts in ["\u{1b}", "\n=1+1", ",=1+1", "\"=1+1<script>\u{1b}"] {
            assert!(!text.contains(acts), "{acts:?}");
        }
    }
    assert!(!page.contains("<script"));
}

/// Receipts of a folder that was restored in part are answered for by an officer, as all else.
#[test]
fn a_restored_receipt_is_believed_once_an_officer_answers_for_it() {
    let world = world();
    let ids = concurred(&world);
    let asked =
        |surname: &str| ["B", "--cases", &ids[surname], "--officer", "7"].map(str::to_owned);
    let send = |surname: &str| {
        let words = asked(surname);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        share(&world, &words)
    };
    send("ZUMARINOV").ok();
    let before = world.text("out/journal.jsonl");
    send("QADRIYOV").ok();
    send("ZUMARINOV").ok();
    // The journal of an hour ago, with the shares of now.
    world.write("out/journal.jsonl", before);
    send("QADRIYOV")
        .ended(65)
        .tells(&["no share that the journal names"]);
    let mut accept = preboard();
    accept.arg("review").arg(world.path("out/first"));
    accept.args(["--accept-restored", "--officer", "Officer 12"]);
    Said::of(&mut accept).ok().tells(&["shares"]);
    send("QADRIYOV").ok();
    assert!(world.path("out/shares/0004").is_dir());
}
